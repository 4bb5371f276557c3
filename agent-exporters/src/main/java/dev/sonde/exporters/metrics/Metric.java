package dev.sonde.exporters.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The definition of a metric: its names, type, unit, labels and buckets. */
public final class Metric {

  /** What the values of a metric are. */
  public enum Type {
    /** A monotonic sum. */
    COUNTER,
    /** A sum that rises and falls: requests in flight, bytes in use. */
    UP_DOWN_COUNTER,
    /** A reading that makes no sense to sum: a utilization. */
    GAUGE,
    /** A distribution over fixed buckets. */
    HISTOGRAM,
    /** Facts in labels; the value is always 1. */
    INFO
  }

  private final String category;
  private final String name;
  private final String prometheusName;
  private final Type type;
  private final String unit;
  private final String description;
  private final List<String> attributes;
  private final List<String> labels;
  private final double[] buckets;

  Metric(
      String category,
      String name,
      String prometheusName,
      Type type,
      String unit,
      String description,
      double[] buckets,
      String... attributes) {
    this.category = category;
    this.name = name;
    this.prometheusName = prometheusName;
    this.type = type;
    this.unit = unit;
    this.description = description;
    this.buckets = buckets;
    this.attributes = Collections.unmodifiableList(Arrays.asList(attributes));
    String[] labelNames = new String[attributes.length];
    for (int i = 0; i < attributes.length; i++) {
      labelNames[i] = attributes[i].replace('.', '_').replace('-', '_');
    }
    this.labels = Collections.unmodifiableList(Arrays.asList(labelNames));
  }

  public String category() {
    return category;
  }

  /** The name of the conventions, {@code http.server.request.duration}. */
  public String name() {
    return name;
  }

  /** The name in Prometheus, with unit and, for a counter, {@code _total}. */
  public String prometheusName() {
    return prometheusName;
  }

  public Type type() {
    return type;
  }

  /** The unit in UCUM: {@code s}, {@code By}, <code>{request}</code>. */
  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** The attribute names, {@code http.request.method}. */
  public List<String> attributes() {
    return attributes;
  }

  /** The same as Prometheus label names, {@code http_request_method}. */
  public List<String> labels() {
    return labels;
  }

  /** The upper bounds of the buckets in {@link #unit}, without infinity; empty if no histogram. */
  public double[] buckets() {
    return buckets.clone();
  }

  @Override
  public String toString() {
    return name;
  }
}
