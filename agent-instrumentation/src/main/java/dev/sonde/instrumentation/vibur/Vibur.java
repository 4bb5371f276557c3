package dev.sonde.instrumentation.vibur;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Vibur DBCP. */
public final class Vibur extends Library {

  private static final String ROOT = "org.vibur.dbcp.";
  private static final String CREATE_OF_USER = "create(java.lang.String,java.lang.String)";
  private static final String CREATE = "create(org.vibur.dbcp.pool.Connector)";
  private static final String PACKAGE = "dev.sonde.instrumentation.vibur.";

  public Vibur() {
    super("vibur", "jdbc-pool", "11 to 26");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("vibur-dbcp", "vibur-dbcp-11.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(ROOT + "ViburDBCPDataSource")
            .carrying()
            .weave("start()", PACKAGE + "StartAdvice")
            .weave("terminate()", PACKAGE + "StopAdvice"),
        operations("pool."),
        operations("util."),
        new Target(ROOT + "proxy.Proxy").weave("newProxyConnection(*)", PACKAGE + "BorrowAdvice"),
        new Target(ROOT + "pool.ConnectionFactory")
            .weave(CREATE_OF_USER, PACKAGE + "CreateAdvice")
            .orWeave(CREATE, PACKAGE + "CreateAdvice"),
        new Target(ROOT + "pool.ConnHolder").carrying());
  }

  /** In a package that changed. */
  private static Target operations(String of) {
    return new Target(ROOT + of + "PoolOperations")
        .weave("getProxyConnection(long)", PACKAGE + "WaitAdvice")
        .orWeave("getProxyConnection(long)", PACKAGE + "EarlyWaitAdvice")
        .weave("restore(*)", PACKAGE + "ReturnAdvice");
  }
}
