package dev.sonde.instrumentation.druid;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Alibaba's Druid. */
public final class Druid extends Library {

  private static final String POOL = "com.alibaba.druid.pool.";
  private static final String CONNECTION = POOL + "DruidPooledConnection";
  private static final String PACKAGE = "dev.sonde.instrumentation.druid.";

  public Druid() {
    super("druid", "jdbc-pool", "1.1, 1.2");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("alibaba-druid", "alibaba-druid-1.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL + "DruidDataSource")
            .carrying()
            .weave("init()", PACKAGE + "StartAdvice")
            .weave("close()", PACKAGE + "StopAdvice")
            .weave("getConnectionDirect(long)", PACKAGE + "BorrowAdvice")
            .weave("recycle(" + CONNECTION + ")", PACKAGE + "ReturnAdvice"),
        new Target(POOL + "DruidAbstractDataSource")
            .weave("createPhysicalConnection()", PACKAGE + "CreateAdvice"),
        new Target(CONNECTION).weave("disable(java.lang.Throwable)", PACKAGE + "DisableAdvice"),
        new Target(POOL + "DruidConnectionHolder").carrying());
  }
}
