package dev.sonde.instrumentation.agroal;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Agroal. */
public final class Agroal extends Library {

  private static final String POOL = "io.agroal.pool.ConnectionPool";
  private static final String PACKAGE = "dev.sonde.instrumentation.agroal.";

  public Agroal() {
    super("agroal", "jdbc-pool", "1.3 to 3");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("agroal");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL)
            .carrying()
            .weave("init()", PACKAGE + "StartAdvice")
            .weave("close()", PACKAGE + "StopAdvice")
            .weave("internalGetConnection(boolean)", PACKAGE + "BorrowAdvice")
            .orWeave("getConnection()", PACKAGE + "BorrowAdvice")
            .weave("createAndPoolConnection()", PACKAGE + "CreateAdvice")
            .orNothing(),
        // Where older versions open connections.
        new Target(POOL + "$CreateConnectionTask")
            .onlyWith("call()")
            .weave("call()", PACKAGE + "CreateTaskAdvice"),
        new Target("io.agroal.pool.ConnectionHandler")
            .carrying()
            .weave("resetConnection(*)", PACKAGE + "ReturnAdvice")
            .weave("closeConnection()", PACKAGE + "ReturnAdvice"));
  }
}
