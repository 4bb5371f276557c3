package dev.sonde.exporters.prometheus;

import dev.sonde.exporters.metrics.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The families of one format, each made when it is first exposed. */
final class Families {

  private final Format format;
  private final Map<Metric, Family> byMetric = new ConcurrentHashMap<>();

  Families(Format format) {
    this.format = format;
  }

  Format format() {
    return format;
  }

  Family of(Metric metric) {
    Family family = byMetric.get(metric);
    if (family == null) {
      family = new Family(metric, format);
      byMetric.put(metric, family);
    }
    return family;
  }
}
