package dev.sonde.instrumentation.hikari;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** HikariCP. */
public final class Hikari extends Library {

  private static final String POOL = "com.zaxxer.hikari.pool.";
  private static final String ENTRY = POOL + "PoolEntry";
  private static final String PACKAGE = "dev.sonde.instrumentation.hikari.";

  public Hikari() {
    super("hikari", "jdbc-pool", "2.7 to 7");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("hikaricp", "hikaricp-3.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL + "HikariPool")
            .carrying()
            .weave("<init>(com.zaxxer.hikari.HikariConfig)", PACKAGE + "StartAdvice")
            .weave("checkFailFast()", PACKAGE + "FailFastAdvice")
            .weave("shutdown()", PACKAGE + "StopAdvice")
            .weave("getConnection(long)", PACKAGE + "WaitAdvice")
            .weave("createTimeoutException(long)", PACKAGE + "TimeoutAdvice")
            .weave("recycle(" + ENTRY + ")", PACKAGE + "ReturnAdvice")
            .weave("closeConnection(" + ENTRY + ",java.lang.String)", PACKAGE + "ReturnAdvice"),
        new Target(POOL + "PoolBase").weave("newConnection(*)", PACKAGE + "CreateAdvice"),
        new Target(ENTRY).carrying().weave("createProxyConnection(*)", PACKAGE + "BorrowAdvice"));
  }
}
