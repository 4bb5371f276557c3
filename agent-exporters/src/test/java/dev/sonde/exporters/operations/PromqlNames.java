package dev.sonde.exporters.operations;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which metrics and labels an expression may name, and which of those that it names it may not. */
final class PromqlNames {

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]|offset \\w+");
  private static final Pattern LABELS =
      Pattern.compile("\\b(?:by|on|ignoring|without|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)\\}\\}");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "bool",
          "sum",
          "max",
          "count",
          "topk",
          "rate",
          "increase",
          "histogram_quantile",
          "clamp_min",
          "vector",
          "deriv",
          "resets",
          "last_over_time",
          "sum_over_time");

  /** Those of Prometheus, Alertmanager and exporters, and what most resources have. */
  private static final Map<String, Set<String>> OF_OTHERS =
      Map.ofEntries(
          Map.entry("up", Set.of()),
          Map.entry("ALERTS", Set.of("alertname", "alertstate", "severity", "area", "slo")),
          Map.entry("prometheus_rule_evaluation_failures_total", Set.of("rule_group")),
          Map.entry("alertmanager_notifications_failed_total", Set.of("integration")),
          Map.entry("target_info", Set.of("service_version", "host_name", "k8s_pod_name")),
          Map.entry("pg_up", Set.of()),
          Map.entry("pg_stat_activity_count", Set.of("datname", "state")),
          Map.entry("pg_stat_activity_max_tx_duration", Set.of("datname", "state")),
          Map.entry("pg_stat_database_deadlocks", Set.of("datname")),
          Map.entry("pg_settings_max_connections", Set.of()),
          Map.entry("redis_up", Set.of()),
          Map.entry("redis_memory_used_bytes", Set.of()),
          Map.entry("redis_memory_max_bytes", Set.of()),
          Map.entry("redis_evicted_keys_total", Set.of()),
          Map.entry("node_filesystem_avail_bytes", Set.of("device", "fstype", "mountpoint")),
          Map.entry("node_filesystem_size_bytes", Set.of("device", "fstype", "mountpoint")),
          Map.entry("node_memory_MemAvailable_bytes", Set.of()),
          Map.entry("node_memory_MemTotal_bytes", Set.of()));

  private final Map<String, Set<String>> labels = new HashMap<>();

  /** The catalogue, with what the recording rules of these groups make of it. */
  PromqlNames(List<RuleGroup> groups) {
    OF_OTHERS.forEach(this::put);
    for (Metric metric : Catalogue.all()) {
      Set<String> own = new HashSet<>(metric.labels());
      own.add("otel_metric_overflow");
      if (metric.type() == Metric.Type.HISTOGRAM) {
        put(metric.prometheusName() + "_sum", own);
        put(metric.prometheusName() + "_count", own);
        own.add("le");
        put(metric.prometheusName() + "_bucket", own);
      } else {
        put(metric.prometheusName(), own);
      }
    }
    for (RuleGroup group : groups) {
      for (RuleGroup.Recording recording : group.recordings) {
        Set<String> own = new HashSet<>(recording.labels().keySet());
        own.addAll(grouping(recording.expression()));
        for (String metric : metrics(recording.expression())) {
          if (metric.contains(":")) {
            own.addAll(labels.getOrDefault(metric, Set.of()));
          }
        }
        put(recording.name(), own);
      }
    }
  }

  private void put(String metric, Set<String> own) {
    labels.computeIfAbsent(metric, name -> new HashSet<>(Set.of("job", "instance"))).addAll(own);
  }

  /** The metrics that an expression names. */
  static Set<String> metrics(String expression) {
    Set<String> metrics = new TreeSet<>();
    Matcher selectors = SELECTOR.matcher(withoutGrouping(expression));
    while (selectors.find()) {
      if (!WORDS.contains(selectors.group(1))) {
        metrics.add(selectors.group(1));
      }
    }
    return metrics;
  }

  /** What is named and does not exist. */
  Set<String> unknown(String expression) {
    Set<String> unknown = new TreeSet<>();
    Set<String> available = new HashSet<>();
    Matcher selectors = SELECTOR.matcher(withoutGrouping(expression));
    while (selectors.find()) {
      String metric = selectors.group(1);
      if (WORDS.contains(metric)) {
        continue;
      }
      Set<String> own = labels.get(metric);
      if (own == null) {
        unknown.add(metric);
        continue;
      }
      available.addAll(own);
      Matcher matchers = MATCHER.matcher(selectors.group(2) == null ? "" : selectors.group(2));
      while (matchers.find()) {
        if (!own.contains(matchers.group(1))) {
          unknown.add(metric + "{" + matchers.group(1) + "}");
        }
      }
    }
    for (String label : grouping(expression)) {
      if (!available.contains(label)) {
        unknown.add("by (" + label + ")");
      }
    }
    return unknown;
  }

  /** Labels of a legend that the series of an expression do not have. */
  Set<String> unknownInLegend(String expression, String legend) {
    Set<String> available = new HashSet<>();
    metrics(expression).forEach(metric -> available.addAll(labels.getOrDefault(metric, Set.of())));
    Set<String> unknown = new TreeSet<>();
    Matcher named = LEGEND.matcher(legend);
    while (named.find()) {
      if (!available.contains(named.group(1))) {
        unknown.add(legend);
      }
    }
    return unknown;
  }

  private static Set<String> grouping(String expression) {
    Set<String> grouping = new TreeSet<>();
    Matcher lists = LABELS.matcher(expression);
    while (lists.find()) {
      grouping.addAll(
          Arrays.stream(lists.group(1).split(",", -1))
              .map(String::strip)
              .filter(label -> !label.isEmpty())
              .collect(Collectors.toSet()));
    }
    return grouping;
  }

  private static String withoutGrouping(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("\"\"");
    bare = RANGE.matcher(bare).replaceAll("");
    return LABELS.matcher(bare).replaceAll(" ");
  }
}
