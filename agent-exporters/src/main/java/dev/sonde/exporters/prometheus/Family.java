package dev.sonde.exporters.prometheus;

import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is the same in every exposition of one metric in one format.
 *
 * <pre>
 *   header         # HELP … # TYPE … # UNIT …
 *   sample         http_requests_total
 *   labelStarts    http_route="
 *   boundEnds      le="0.005"}
 * </pre>
 */
final class Family {

  private static final byte[] OVERFLOW = bytes(Labels.OVERFLOW_LABEL + "=\"true\"");
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";

  final byte[] header;
  final byte[] sample;
  final byte[] bucketSample;
  final byte[] sumSample;
  final byte[] countSample;
  final byte[][] boundEnds;
  private final byte[][] labelStarts;
  private final String name;
  private final String prometheusName;
  private final boolean histogram;

  Family(Metric metric, Format format) {
    boolean openMetrics = format == Format.OPENMETRICS;
    this.prometheusName = metric.prometheusName();
    this.name = openMetrics ? openMetricsName(metric) : prometheusName;
    this.histogram = metric.type() == Metric.Type.HISTOGRAM;
    this.header = header(metric, name, openMetrics);
    this.sample = bytes(prometheusName);
    this.bucketSample = bytes(prometheusName + "_bucket");
    this.sumSample = bytes(prometheusName + "_sum");
    this.countSample = bytes(prometheusName + "_count");
    List<String> labels = metric.labels();
    this.labelStarts = new byte[labels.size()][];
    for (int i = 0; i < labelStarts.length; i++) {
      labelStarts[i] = bytes(labels.get(i) + "=\"");
    }
    double[] buckets = metric.buckets();
    this.boundEnds = new byte[buckets.length + 1][];
    for (int i = 0; i < buckets.length; i++) {
      boundEnds[i] = bytes("le=\"" + Numbers.canonical(buckets[i]) + "\"} ");
    }
    boundEnds[buckets.length] = bytes("le=\"+Inf\"} ");
  }

  /** A counter's family has no {@code _total} and an info's no {@code _info}; samples do. */
  private static String openMetricsName(Metric metric) {
    String name = metric.prometheusName();
    switch (metric.type()) {
      case COUNTER:
        return without(name, TOTAL);
      case INFO:
        return without(name, INFO);
      default:
        return name;
    }
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static byte[] header(Metric metric, String name, boolean openMetrics) {
    Bytes text = new Bytes(256);
    text.put("# HELP ").put(name).put(' ');
    if (openMetrics) {
      text.putQuoted(metric.description());
    } else {
      text.putLine(metric.description());
    }
    text.put("\n# TYPE ").put(name).put(' ').put(type(metric, openMetrics)).put('\n');
    String unit = unit(metric);
    if (openMetrics && unit != null && name.endsWith("_" + unit)) {
      text.put("# UNIT ").put(name).put(' ').put(unit).put('\n');
    }
    return text.toArray();
  }

  private static String type(Metric metric, boolean openMetrics) {
    switch (metric.type()) {
      case COUNTER:
        return "counter";
      case HISTOGRAM:
        return "histogram";
      case INFO:
        return openMetrics ? "info" : "gauge";
      default:
        return "gauge";
    }
  }

  private static @Nullable String unit(Metric metric) {
    switch (metric.unit()) {
      case "s":
        return "seconds";
      case "By":
        return "bytes";
      default:
        return null;
    }
  }

  /** Whether one of the names, of the family or of a sample, belongs to this family. */
  boolean isNamedIn(Set<String> names) {
    return names.contains(prometheusName)
        || names.contains(name)
        || (histogram
            && (names.contains(prometheusName + "_bucket")
                || names.contains(prometheusName + "_sum")
                || names.contains(prometheusName + "_count")));
  }

  /** Puts {@code a="x",b="y"}, absent labels left out. */
  void putLabels(Labels labels, Bytes to) {
    if (labels.isOverflow()) {
      to.put(OVERFLOW);
      return;
    }
    List<@Nullable String> values = labels.values();
    boolean first = true;
    for (int i = 0; i < labelStarts.length && i < values.size(); i++) {
      String value = values.get(i);
      if (value != null) {
        if (!first) {
          to.put(',');
        }
        first = false;
        to.put(labelStarts[i]).putQuoted(value).put('"');
      }
    }
  }

  private static byte[] bytes(String text) {
    return new Bytes(text.length()).put(text).toArray();
  }
}
