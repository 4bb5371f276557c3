package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** The JDBC pool of Apache Tomcat. */
public final class TomcatJdbc extends Library {

  private static final String POOL = "org.apache.tomcat.jdbc.pool.ConnectionPool";
  private static final String CONNECTION = "org.apache.tomcat.jdbc.pool.PooledConnection";
  private static final String PACKAGE = "dev.sonde.instrumentation.tomcatjdbc.";

  public TomcatJdbc() {
    super("tomcat-jdbc", "jdbc-pool", "8.5 to 11.0");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("tomcat-jdbc", "tomcat-jdbc-8.5");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL)
            .carrying()
            .weave("<init>(org.apache.tomcat.jdbc.pool.PoolConfiguration)", PACKAGE + "StartAdvice")
            .weave("close(boolean)", PACKAGE + "StopAdvice")
            .weave("getConnection(*)", PACKAGE + "WaitAdvice")
            .weave("setupConnection(" + CONNECTION + ")", PACKAGE + "BorrowAdvice")
            .weave("returnConnection(" + CONNECTION + ")", PACKAGE + "ReturnAdvice")
            .weave("release(" + CONNECTION + ")", PACKAGE + "ReturnAdvice"),
        new Target(CONNECTION).carrying().weave("connect()", PACKAGE + "CreateAdvice"));
  }
}
