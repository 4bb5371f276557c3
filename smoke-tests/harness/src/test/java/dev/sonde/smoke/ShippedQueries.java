package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the shipped boards ask for, and what the shipped rules record. */
final class ShippedQueries {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern RULE = Pattern.compile("(?s)- record: (\\S+)(?:(?!\\n +- ).)*");
  private static final Pattern OBJECTIVE = Pattern.compile("\n +slo: (\\S+)");
  private static final Pattern PANEL = Pattern.compile("^ {6}\"title\": \"(.*)\",$");
  private static final Pattern EXPRESSION = Pattern.compile("^ +\"expr\": \"(.*)\",$");
  private static final Pattern METRIC = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  private ShippedQueries() {}

  /** The queries, by where they are. */
  static Map<String, String> all() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    try (Stream<Path> boards = Files.list(ROOT.resolve("grafana"))) {
      for (Path board : boards.filter(file -> file.toString().endsWith(".json")).toList()) {
        String panel = "";
        for (String line : Files.readAllLines(board)) {
          Matcher title = PANEL.matcher(line);
          Matcher expression = EXPRESSION.matcher(line);
          if (title.matches()) {
            panel = title.group(1);
          } else if (expression.matches() && !panel.isEmpty()) {
            String query = expression(expression.group(1));
            queries.put(board.getFileName() + ": " + panel + ": " + query, query);
          }
        }
      }
    }
    for (String file : List.of("recording.yml", "slo.yml")) {
      Matcher rules =
          RULE.matcher(Files.readString(ROOT.resolve("prometheus-rules").resolve(file)));
      while (rules.find()) {
        Matcher objective = OBJECTIVE.matcher(rules.group());
        String of = objective.find() ? "{slo=\"" + objective.group(1) + "\"}" : "";
        queries.put(rules.group(1) + of, rules.group(1) + of);
      }
    }
    assertThat(queries).hasSizeGreaterThan(100);
    return queries;
  }

  /** As Grafana asks it where everything is chosen. */
  private static String expression(String json) {
    return json.replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\\\", "\\")
        .replace("$__rate_interval", "30s")
        .replaceAll("\\$\\w+", ".*");
  }

  /** The names of the agent's metrics. */
  static Set<String> metrics() throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher metric = METRIC.matcher(Files.readString(ROOT.resolve("docs/metrics.md")));
    while (metric.find()) {
      names.add(metric.group(1));
    }
    assertThat(names).hasSizeGreaterThan(50);
    return names;
  }
}
