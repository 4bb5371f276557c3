package dev.sonde.instrumentation.ucp;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Oracle's Universal Connection Pool. */
public final class Ucp extends Library {

  private static final String COMMON = "oracle.ucp.common.";
  private static final String JDBC = "oracle.ucp.jdbc.";
  private static final String CONNECTION = "oracle.ucp.UniversalPooledConnection";
  private static final String CREATE = "createConnection(oracle.ucp.ConnectionRetrievalInfo)";
  private static final String PACKAGE = "dev.sonde.instrumentation.ucp.";

  public Ucp() {
    super("ucp", "jdbc-pool", "12.2 to 23");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("oracle-ucp", "oracle-ucp-11.2");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(COMMON + "UniversalConnectionPoolBase").weave("stop()", PACKAGE + "StopAdvice"),
        new Target(COMMON + "UniversalConnectionPoolImpl")
            .carrying()
            .weave("borrowConnection(oracle.ucp.ConnectionRetrievalInfo)", PACKAGE + "BorrowAdvice")
            .weave("returnConnection(" + CONNECTION + ")", PACKAGE + "ReturnAdvice")
            .weave("closeConnection(" + CONNECTION + ")", PACKAGE + "ReturnAdvice"),
        new Target(COMMON + "ConnectionFactoryAdapterBase")
            .carrying()
            .weave(
                "setUniversalConnectionPool(oracle.ucp.UniversalConnectionPool)",
                PACKAGE + "FactoryAdvice"),
        new Target(JDBC + "DataSourceConnectionFactoryAdapter")
            .weave(CREATE, PACKAGE + "CreateAdvice"),
        new Target(JDBC + "ConnectionPoolDataSourceConnectionFactoryAdapter")
            .weave(CREATE, PACKAGE + "CreateAdvice"),
        new Target(JDBC + "XADataSourceConnectionFactoryAdapter")
            .weave(CREATE, PACKAGE + "CreateAdvice"),
        new Target(JDBC + "DriverConnectionFactoryAdapter").weave(CREATE, PACKAGE + "CreateAdvice"),
        new Target(COMMON + "UniversalPooledConnectionImpl")
            .carrying()
            .weave("setAvailable()", PACKAGE + "TakeBackAdvice")
            .weave("closeNoStatsUpdate()", PACKAGE + "TakeBackAdvice"));
  }
}
