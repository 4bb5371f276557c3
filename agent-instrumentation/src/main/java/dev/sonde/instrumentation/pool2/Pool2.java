package dev.sonde.instrumentation.pool2;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Apache Commons Pool 2, which the pools of Jedis are made of, and those that Lettuce makes. A pool
 * of something else is left alone from the first object on.
 */
public final class Pool2 extends Library {

  private static final String POOLS = "org.apache.commons.pool2.impl.";
  private static final String PACKAGE = "dev.sonde.instrumentation.pool2.";

  public Pool2() {
    super("commons-pool2", "redis", "2.2 to 2.13");
  }

  @Override
  public List<String> otelNames() {
    return Collections.emptyList();
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        returning(borrowing(POOLS + "GenericObjectPool")),
        returning(
            new Target(POOLS + "SoftReferenceObjectPool")
                .carrying()
                .weave("borrowObject()", PACKAGE + "BorrowAdvice")
                .weave("close()", PACKAGE + "StopAdvice")));
  }

  /** A pool, or a copy of it under another name, that tells of each borrow and of its end. */
  public static Target borrowing(String className) {
    return new Target(className)
        .carrying()
        .weave("borrowObject(java.time.Duration)", PACKAGE + "BorrowAdvice")
        .orWeave("borrowObject(long)", PACKAGE + "BorrowAdvice")
        .weave("close()", PACKAGE + "StopAdvice");
  }

  /** The same for one that has several pools in it. */
  public static Target borrowingByKey(String className) {
    return new Target(className)
        .carrying()
        .weave("borrowObject(java.lang.Object,java.time.Duration)", PACKAGE + "BorrowAdvice")
        .orWeave("borrowObject(java.lang.Object,long)", PACKAGE + "BorrowAdvice")
        .weave("close()", PACKAGE + "StopAdvice");
  }

  private static Target returning(Target target) {
    return target
        .weave("returnObject(java.lang.Object)", PACKAGE + "ReturnAdvice")
        .weave("invalidateObject(*)", PACKAGE + "ReturnAdvice");
  }
}
