package dev.sonde.instrumentation.vibur;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code ViburDBCPDataSource} and its pool of objects tell. */
public final class ViburPools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public ViburPools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    Object name = getters.get(pool, "getName");
    return name == null ? null : name.toString();
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    Object objects = getters.get(pool, "getPool");
    into.used = getters.number(objects, "taken");
    into.idle = getters.number(objects, "remainingCreated");
    into.most = getters.number(pool, "getPoolMaxSize");
    into.mostIdle = into.most;
    into.leastIdle = getters.number(pool, "getPoolInitialSize");
  }
}
