package dev.sonde.exporters.metrics;

import org.jspecify.annotations.Nullable;

/** Tells the values of metrics that are read, not counted, at the time of a scrape. */
public interface Observer {

  /** Takes what an observer tells. */
  interface Sink {
    void value(Metric metric, double value, @Nullable String... labelValues);
  }

  /** Tells the present values. An exception loses what this observer has not told yet. */
  void observe(Sink sink);
}
