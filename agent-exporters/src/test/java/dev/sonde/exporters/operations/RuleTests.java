package dev.sonde.exporters.operations;

import static dev.sonde.exporters.operations.Tree.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alerts' cases as tests for {@code promtool test rules}. */
final class RuleTests {

  private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)\\})?\\s+(.+)");
  private static final Pattern CONSTANT = Pattern.compile("[0-9.]+");
  private static final Pattern RISING = Pattern.compile("\\+[0-9.]+");
  private static final Pattern DURATION = Pattern.compile("(\\d+)([mhd])");
  private static final Pattern LABEL_IN_TEXT =
      Pattern.compile("\\{\\{ \\$labels\\.(\\w+)(?: \\| urlquery)? \\}\\}");
  private static final Pattern VALUE_IN_TEXT = Pattern.compile("\\{\\{ \\$value[^}]*\\}\\}");

  /** The objectives that events with such names count for. */
  private static final Map<String, String> OBJECTIVES =
      Map.of(
          "http_server_", "http-availability",
          "rpc_server_", "grpc-availability",
          "s3_client_", "s3-success");

  private RuleTests() {}

  /**
   * @param settling the minutes that the longest window of the rules takes to fill
   */
  static Map<String, Object> of(
      List<String> ruleFiles, String evaluationInterval, int settling, List<RuleGroup> groups) {
    List<Object> tests = new ArrayList<>();
    for (RuleGroup group : groups) {
      for (Alert alert : group.alerts) {
        for (Alert.Case each : alert.cases) {
          int at = Math.max(alert.provenAfter(), minutes(alert.lasting()) + settling);
          tests.add(test(alert, each, at));
        }
      }
    }
    return ordered(
        "rule_files", ruleFiles, "evaluation_interval", evaluationInterval, "tests", tests);
  }

  private static Map<String, Object> test(Alert alert, Alert.Case each, int at) {
    List<Object> input = new ArrayList<>();
    each.series()
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> input.add(series(line.strip(), at + 10)));
    List<Object> expected = new ArrayList<>();
    if (each.fires()) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (String label : alert.seriesLabels()) {
        String value = labelValue(label, each.series());
        if (!value.isEmpty()) {
          labels.put(label, value);
        }
      }
      Map<String, String> annotations = new LinkedHashMap<>();
      alert
          .annotations()
          .forEach((name, text) -> annotations.put(name, render(text, labels, each.value())));
      labels.putAll(alert.ownLabels());
      expected.add(ordered("exp_labels", labels, "exp_annotations", annotations));
    }
    return ordered(
        "name",
        alert.name + (each.fires() ? " fires" : " is silent"),
        "interval",
        "1m",
        "input_series",
        input,
        "alert_rule_test",
        List.of(ordered("alertname", alert.name, "eval_time", at + "m", "exp_alerts", expected)));
  }

  private static Map<String, Object> series(String line, int length) {
    Matcher parts = SERIES.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    String labels = parts.group(2) == null ? "" : parts.group(2).replace('\'', '"');
    if (!labels.contains("instance=")) {
      labels = "instance=\"a\"" + (labels.isEmpty() ? "" : "," + labels);
    }
    if (!labels.contains("job=")) {
      labels = "job=\"shop\"," + labels;
    }
    String values = parts.group(3);
    if (CONSTANT.matcher(values).matches()) {
      values = values + "x" + length;
    } else if (RISING.matcher(values).matches()) {
      values = "0" + values + "x" + length;
    }
    return ordered("series", parts.group(1) + "{" + labels + "}", "values", values);
  }

  private static String labelValue(String label, String series) {
    Matcher value = Pattern.compile("\\b" + label + "='([^']*)'").matcher(series);
    if (value.find()) {
      return value.group(1);
    }
    return switch (label) {
      case "job" -> "shop";
      case "instance" -> "a";
      case "slo" -> objective(series);
      default -> "";
    };
  }

  private static String objective(String series) {
    return OBJECTIVES.entrySet().stream()
        .filter(events -> series.contains(events.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String render(String text, Map<String, String> labels, String value) {
    String rendered =
        LABEL_IN_TEXT
            .matcher(text)
            .replaceAll(label -> Matcher.quoteReplacement(labels.getOrDefault(label.group(1), "")));
    return VALUE_IN_TEXT.matcher(rendered).replaceAll(Matcher.quoteReplacement(value));
  }

  static int minutes(String duration) {
    Matcher parts = DURATION.matcher(duration);
    if (!parts.matches()) {
      throw new IllegalArgumentException(duration);
    }
    int count = Integer.parseInt(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> count;
      case "h" -> count * 60;
      default -> count * 60 * 24;
    };
  }
}
