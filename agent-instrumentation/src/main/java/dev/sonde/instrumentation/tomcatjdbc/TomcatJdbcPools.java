package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code ConnectionPool} of Tomcat and its properties tell. */
public final class TomcatJdbcPools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public TomcatJdbcPools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    Object name = getters.get(pool, "getName");
    // A name that was not given has a number by chance in it.
    return name == null || name.toString().startsWith("Tomcat Connection Pool[")
        ? null
        : name.toString();
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    Object properties = getters.get(pool, "getPoolProperties");
    into.used = getters.number(pool, "getActive");
    into.idle = getters.number(pool, "getIdle");
    into.pending = getters.number(pool, "getWaitCount");
    into.most = getters.number(properties, "getMaxActive");
    into.mostIdle = getters.number(properties, "getMaxIdle");
    into.leastIdle = getters.number(properties, "getMinIdle");
  }
}
