package dev.sonde.instrumentation.c3p0;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code C3P0PooledConnectionPool} and its source of connections tell. */
public final class C3p0Pools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public C3p0Pools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    return null; // The data source has it; it is told when the pool starts.
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    into.used = getters.number(pool, "getNumBusyConnections");
    into.idle = getters.number(pool, "getNumIdleConnections");
    into.pending = getters.number(pool, "getNumThreadsAwaitingCheckout");
    into.most = getters.number(settings, "getMaxPoolSize");
    into.mostIdle = into.most;
    into.leastIdle = getters.number(settings, "getMinPoolSize");
  }
}
