package dev.sonde.instrumentation.c3p0;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** c3p0. */
public final class C3p0 extends Library {

  private static final String IMPL = "com.mchange.v2.c3p0.impl.";
  private static final String POOL = IMPL + "C3P0PooledConnectionPool";
  private static final String PACKAGE = "dev.sonde.instrumentation.c3p0.";

  public C3p0() {
    super("c3p0", "jdbc-pool", "0.9.5 to 0.14");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("c3p0", "c3p0-0.9");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL + "Manager")
            .weave("createPooledConnectionPool(*)", PACKAGE + "StartAdvice"),
        new Target(POOL)
            .carrying()
            .weave("close(boolean)", PACKAGE + "StopAdvice")
            .weave("checkoutPooledConnection()", PACKAGE + "BorrowAdvice")
            .weave("checkinPooledConnection(javax.sql.PooledConnection)", PACKAGE + "ReturnAdvice"),
        new Target(POOL + "$1PooledConnectionResourcePoolManager")
            .weave("acquireResource()", PACKAGE + "CreateAdvice"),
        new Target(IMPL + "NewPooledConnection")
            .carrying()
            .weave("closeMaybeCheckedOut(boolean)", PACKAGE + "CloseAdvice"));
  }
}
