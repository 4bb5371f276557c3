package dev.sonde.exporters.otlp;

import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.MetricVisitor;
import dev.sonde.exporters.metrics.Registry;
import java.util.Arrays;

/** Reads one series of a registry. */
final class Series {

  private Series() {}

  /** The value, or a histogram's count; NaN where there is no such series. */
  static double value(Registry registry, Metric metric, String... labels) {
    double[] found = {Double.NaN};
    registry.visit(
        new MetricVisitor() {
          @Override
          public boolean metric(Metric candidate) {
            return candidate == metric;
          }

          @Override
          public void value(Metric of, Labels series, double value) {
            if (series.equals(Labels.of(labels))) {
              found[0] = value;
            }
          }

          @Override
          public void histogram(Metric of, Labels series, Histogram histogram) {
            if (series.equals(Labels.of(labels))) {
              found[0] = Arrays.stream(histogram.counts()).sum();
            }
          }
        });
    return found[0];
  }
}
