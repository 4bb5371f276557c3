package dev.sonde.instrumentation.druid;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code DruidDataSource} tells. */
public final class DruidPools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public DruidPools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    Object name = getters.get(pool, "getName");
    // A name that was not given has a number by chance in it.
    return name == null || name.toString().startsWith("DataSource-") ? null : name.toString();
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    into.used = getters.number(pool, "getActiveCount");
    into.idle = getters.number(pool, "getPoolingCount");
    into.pending = getters.number(pool, "getNotEmptyWaitThreadCount");
    into.most = getters.number(pool, "getMaxActive");
    into.mostIdle = into.most;
    into.leastIdle = getters.number(pool, "getMinIdle");
  }
}
