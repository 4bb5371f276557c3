package dev.sonde.instrumentation.agroal;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code ConnectionPool} of Agroal and its configuration tell. */
public final class AgroalPools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public AgroalPools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    return null; // It has none.
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    // Whether the pool itself counts those in use is its user's choice.
    long active = getters.number(pool, "activeCount");
    long available = getters.number(pool, "availableCount");
    if (active >= 0 && available >= 0) {
      into.idle = Math.max(0, active + available - into.used);
    }
    into.pending = getters.number(pool, "awaitingCount");
    into.most = getters.number(settings, "maxSize");
    into.mostIdle = into.most;
    into.leastIdle = getters.number(settings, "minSize");
  }
}
