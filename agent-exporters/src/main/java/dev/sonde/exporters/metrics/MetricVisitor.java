package dev.sonde.exporters.metrics;

/** Reads a registry: for each metric one {@link #metric}, then its series. */
public interface MetricVisitor {

  /** A metric begins. Return false to pass its series over. */
  boolean metric(Metric metric);

  /** A series of a counter, an up-down counter or a gauge. */
  void value(Metric metric, Labels labels, double value);

  /** A series of a histogram. */
  void histogram(Metric metric, Labels labels, Histogram histogram);
}
