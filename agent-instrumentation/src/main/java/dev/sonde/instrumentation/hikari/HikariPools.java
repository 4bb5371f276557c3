package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code HikariPool} and its {@code HikariConfig} tell. */
public final class HikariPools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public HikariPools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    Object name = getters.get(settings, "getPoolName");
    return name == null ? null : name.toString();
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    into.used = getters.number(pool, "getActiveConnections");
    into.idle = getters.number(pool, "getIdleConnections");
    into.pending = getters.number(pool, "getThreadsAwaitingConnection");
    into.most = getters.number(settings, "getMaximumPoolSize");
    into.mostIdle = into.most;
    into.leastIdle = getters.number(settings, "getMinimumIdle");
  }
}
