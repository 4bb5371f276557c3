package dev.sonde.exporters.metrics;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Tells how full a registry is. */
public final class RegistryMetrics implements Observer {

  private final Registry registry;

  public RegistryMetrics(Registry registry) {
    this.registry = registry;
  }

  @Override
  public void observe(Sink sink) {
    sink.value(Catalogue.SONDE_SELF_SERIES, registry.size());
    for (Map.Entry<Metric, LongAdder> overflow : registry.overflows().entrySet()) {
      double count = (double) overflow.getValue().sum();
      sink.value(Catalogue.SONDE_SELF_CARDINALITY_OVERFLOW, count, overflow.getKey().name());
    }
  }
}
