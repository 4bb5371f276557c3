package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.MetricVisitor;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.metrics.Registry;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a scrape or one observer told, by metric name and label values: {@code name[a, b]}. */
final class Readings implements MetricVisitor, Observer.Sink {

  private final Map<String, Double> values = new TreeMap<>();

  static Readings of(Registry registry) {
    Readings readings = new Readings();
    registry.visit(readings);
    return readings;
  }

  static Readings of(Observer observer) {
    Readings readings = new Readings();
    observer.observe(readings);
    return readings;
  }

  /** The values, those of histograms as counts. */
  Map<String, Double> values() {
    return values;
  }

  double sum(String prefix) {
    double sum = 0;
    for (Map.Entry<String, Double> value : values.entrySet()) {
      sum += value.getKey().startsWith(prefix) ? value.getValue() : 0;
    }
    return sum;
  }

  @Override
  public boolean metric(Metric metric) {
    return true;
  }

  @Override
  public void value(Metric metric, Labels labels, double value) {
    values.put(metric.name() + labels, value);
  }

  @Override
  public void histogram(Metric metric, Labels labels, Histogram histogram) {
    values.put(metric.name() + labels, (double) Arrays.stream(histogram.counts()).sum());
  }

  @Override
  public void value(Metric metric, double value, @Nullable String... labelValues) {
    values.put(metric.name() + Arrays.toString(labelValues), value);
  }
}
