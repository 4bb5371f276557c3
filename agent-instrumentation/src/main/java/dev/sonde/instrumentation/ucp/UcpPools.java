package dev.sonde.instrumentation.ucp;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code UniversalConnectionPool} and its statistics tell. */
public final class UcpPools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public UcpPools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    Object name = getters.get(pool, "getName");
    // A name that was not given has a number by chance in it.
    return name == null || name.toString().startsWith("UniversalConnectionPool(")
        ? null
        : name.toString();
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    into.closed = Boolean.TRUE.equals(getters.get(pool, "isLifecycleStopped"));
    into.used = getters.number(pool, "getBorrowedConnectionsCount");
    into.idle = getters.number(pool, "getAvailableConnectionsCount");
    into.pending = getters.number(getters.get(pool, "getStatistics"), "getPendingRequestsCount");
    into.most = getters.number(pool, "getMaxPoolSize");
    into.mostIdle = into.most;
    into.leastIdle = getters.number(pool, "getMinPoolSize");
  }
}
