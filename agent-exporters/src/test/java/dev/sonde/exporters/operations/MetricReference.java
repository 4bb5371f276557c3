package dev.sonde.exporters.operations;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code docs/metrics.md}: every metric of the catalogue. */
final class MetricReference {

  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("http", "HTTP servers");
    TITLES.put("db", "Databases and pools");
    TITLES.put("grpc", "gRPC");
    TITLES.put("redis", "Redis");
    TITLES.put("s3", "S3");
    TITLES.put("jvm", "The JVM");
    TITLES.put("system", "Process and container");
    TITLES.put("self", "The agent itself");
  }

  private MetricReference() {}

  static String write() {
    StringBuilder out =
        new StringBuilder(
            """
            # Metrics

            Every metric that the agent has, under its name for Prometheus. Over OTLP it has the name in the second
            column. A histogram is `…_bucket`, `…_sum` and `…_count`; where an instance has nothing to tell of a label,
            the label is missing. Written from the catalogue: see [CONTRIBUTING](../CONTRIBUTING.md#boards-and-rules).
            """);
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    for (Metric metric : Catalogue.all()) {
      sections.computeIfAbsent(metric.category(), MetricReference::heading).append(row(metric));
    }
    sections.values().forEach(out::append);
    return out.toString();
  }

  private static StringBuilder heading(String category) {
    return new StringBuilder("\n## ")
        .append(TITLES.getOrDefault(category, category))
        .append("\n\n| metric | OpenTelemetry | type | unit | labels | what it is |\n")
        .append("|---|---|---|---|---|---|\n");
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().isEmpty() ? "" : "`" + String.join("`, `", metric.labels()) + "`";
    return "| "
        + String.join(
            " | ",
            "`" + metric.prometheusName() + "`",
            "`" + metric.name() + "`",
            metric.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            "`" + metric.unit() + "`",
            labels,
            metric.description())
        + " |\n";
  }
}
