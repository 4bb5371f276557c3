package dev.sonde.exporters.pool;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Observer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections and limits of the pools in this process. A scrape looks for leaks, too. */
public final class PoolMetrics implements Observer {

  public PoolMetrics() {}

  @Override
  public void observe(Sink sink) {
    ConnectionPools.checkLeaks();
    for (Map.Entry<String, PoolFigures> pool : ConnectionPools.figures().entrySet()) {
      String name = pool.getKey();
      PoolFigures figures = pool.getValue();
      value(sink, Catalogue.DB_CLIENT_CONNECTION_COUNT, figures.used, name, "used");
      value(sink, Catalogue.DB_CLIENT_CONNECTION_COUNT, figures.idle, name, "idle");
      value(sink, Catalogue.DB_CLIENT_CONNECTION_MAX, figures.most, name);
      value(sink, Catalogue.DB_CLIENT_CONNECTION_IDLE_MAX, figures.mostIdle, name);
      value(sink, Catalogue.DB_CLIENT_CONNECTION_IDLE_MIN, figures.leastIdle, name);
      value(sink, Catalogue.DB_CLIENT_CONNECTION_PENDING_REQUESTS, figures.pending, name);
    }
  }

  private static void value(Sink sink, Metric metric, long value, @Nullable String... labels) {
    if (value >= 0) {
      sink.value(metric, (double) value, labels);
    }
  }
}
