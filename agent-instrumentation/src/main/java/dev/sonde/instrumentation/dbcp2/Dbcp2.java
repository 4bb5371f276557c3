package dev.sonde.instrumentation.dbcp2;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import dev.sonde.instrumentation.pool2.Pool2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Apache Commons DBCP 2, and the copy of it that comes with Tomcat. */
public final class Dbcp2 extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.dbcp2.";

  public Dbcp2() {
    super("dbcp2", "jdbc-pool", "2.0 to 2.14, tomcat-dbcp 8.5 to 11.0");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("apache-dbcp", "apache-dbcp-2.0");
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    targets.addAll(targets("org.apache.commons."));
    targets.addAll(targets("org.apache.tomcat.dbcp."));
    return targets;
  }

  private static List<Target> targets(String root) {
    String dbcp = root + "dbcp2.";
    String pool = root + "pool2.";
    return Arrays.asList(
        Pool2.borrowing(pool + "impl.GenericObjectPool"),
        new Target(dbcp + "PoolableConnectionFactory")
            .weave("setPool(" + pool + "ObjectPool)", PACKAGE + "StartAdvice")
            .weave("makeObject()", PACKAGE + "CreateAdvice")
            .weave("destroyObject(*)", PACKAGE + "DestroyAdvice"),
        new Target(dbcp + "managed.PoolableManagedConnectionFactory")
            .weave("makeObject()", PACKAGE + "CreateAdvice"),
        new Target(dbcp + "PoolableConnection")
            .carrying()
            .weave("passivate()", PACKAGE + "ReturnAdvice")
            .weave("reallyClose()", PACKAGE + "ReturnAdvice"),
        // The data sources that pool what another data source has to be pooled.
        Pool2.borrowingByKey(pool + "impl.GenericKeyedObjectPool"),
        new Target(dbcp + "datasources.CPDSConnectionFactory")
            .carrying()
            .weave("setPool(" + pool + "ObjectPool)", PACKAGE + "StartPooledAdvice")
            .weave("makeObject()", PACKAGE + "CreatePooledAdvice")
            .weave("passivateObject(*)", PACKAGE + "DestroyAdvice")
            .weave("destroyObject(*)", PACKAGE + "DestroyAdvice"),
        new Target(dbcp + "datasources.KeyedCPDSConnectionFactory")
            .carrying()
            .weave("setPool(" + pool + "KeyedObjectPool)", PACKAGE + "StartPooledAdvice")
            .weave("makeObject(*)", PACKAGE + "CreatePooledAdvice")
            .weave("passivateObject(*)", PACKAGE + "KeyedDestroyAdvice")
            .weave("destroyObject(*)", PACKAGE + "KeyedDestroyAdvice"),
        new Target(dbcp + "datasources.PooledConnectionAndInfo").carrying());
  }
}
