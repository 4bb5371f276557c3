package dev.sonde.exporters.operations;

import static dev.sonde.exporters.operations.Tree.ordered;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that are written from definitions, and what belongs into them. */
final class Shipped {

  static final Path ROOT = Path.of("..");

  /** Stand for the user's own addresses: README, "Dashboards, rules and alerts". */
  static final String GRAFANA = "https://grafana.example/";

  static final String RUNBOOKS = "https://runbooks.example/";

  private static final int SETTLING = 20;

  /** Longer than the longest window that alerts count bad events in. */
  private static final int SETTLING_OF_SLOS = 400;

  private Shipped() {}

  static List<Board> boards() {
    return List.of(
        OverviewBoard.board(),
        ServiceBoard.board(),
        RedBoard.board(),
        UseBoard.board(),
        SloBoard.board(),
        JvmBoard.board(),
        DatabasesBoard.board(),
        RedisBoard.board(),
        S3Board.board(),
        GrpcBoard.board(),
        DependenciesBoard.board(),
        SelfBoard.board());
  }

  static List<RuleGroup> recordings() {
    return List.of(
        HttpRules.recordings(),
        HttpClientRules.recordings(),
        GrpcRules.recordings(),
        DatabaseRules.recordings(),
        RedisRules.recordings(),
        S3Rules.recordings(),
        JvmRules.recordings(),
        SelfRules.recordings());
  }

  static List<RuleGroup> alertGroups() {
    return List.of(
        HttpRules.alerts(),
        HttpClientRules.alerts(),
        GrpcRules.alerts(),
        DatabaseRules.alerts(),
        RedisRules.alerts(),
        S3Rules.alerts(),
        JvmRules.alerts(),
        HealthRules.alerts(),
        SelfRules.alerts(),
        HealthRules.metaAlerts());
  }

  static List<RuleGroup> slos() throws IOException {
    return SloRules.of(Slo.readAll(ROOT.resolve("prometheus-rules/slo")));
  }

  static List<RuleGroup> allGroups() throws IOException {
    List<RuleGroup> groups = new ArrayList<>(recordings());
    groups.addAll(slos());
    groups.addAll(alertGroups());
    return groups;
  }

  static List<Alert> alerts() throws IOException {
    return allGroups().stream().flatMap(group -> group.alerts.stream()).toList();
  }

  /** All that there is a runbook for: the alerts, and those that need exporters. */
  static List<Alert> alertsWithRunbooks() throws IOException {
    List<Alert> alerts = new ArrayList<>(alerts());
    ExporterRules.groups().forEach(group -> alerts.addAll(group.alerts));
    return alerts;
  }

  /** Paths from the project's directory, and contents. */
  static Map<String, String> files() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (Board board : boards()) {
      files.put("grafana/" + board.file(), json(board.toJson()));
    }
    files.put(
        "prometheus-rules/recording.yml",
        rules("What boards and alerts read, kept ready.", recordings()));
    files.put(
        "prometheus-rules/slo.yml",
        rules("The objectives of slo/*.yaml: budgets, burn rates and alerts on them.", slos()));
    files.put(
        "prometheus-rules/alerts.yml",
        rules("What somebody should be told of; docs/runbooks says what to do.", alertGroups()));
    files.put(
        "prometheus-rules/alerts_test.yml",
        yaml(
            "Each alert fires when it should, says what it should, and is silent else.",
            RuleTests.of(List.of("recording.yml", "alerts.yml"), "2m", SETTLING, alertGroups())));
    files.put(
        "prometheus-rules/slo_test.yml",
        yaml(
            "The alerts on error budgets fire when they should and are silent else.",
            RuleTests.of(List.of("slo.yml"), "5m", SETTLING_OF_SLOS, slos())));
    files.put(
        "prometheus-rules/exporters.yml",
        rules(
            "Optional: for who runs postgres_exporter, redis_exporter and node_exporter.",
            ExporterRules.groups()));
    files.put(
        "prometheus-rules/exporters_test.yml",
        yaml(
            "The alerts of exporters.yml fire when they should and are silent else.",
            RuleTests.of(List.of("exporters.yml"), "1m", SETTLING, ExporterRules.groups())));
    files.put("deploy/kubernetes/prometheus-rule.yaml", prometheusRule());
    files.put("docs/metrics.md", MetricReference.write());
    for (Alert alert : alertsWithRunbooks()) {
      String runbook = "docs/runbooks/" + alert.name + ".md";
      if (Files.exists(ROOT.resolve(runbook))) {
        files.put(runbook, Runbook.with(Files.readString(ROOT.resolve(runbook)), alert));
      }
    }
    return files;
  }

  private static String json(Object value) {
    return new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create()
            .toJson(value)
        + "\n";
  }

  private static String rules(String comment, List<RuleGroup> groups) {
    return yaml(comment, ordered("groups", groups.stream().map(RuleGroup::toYaml).toList()));
  }

  private static String yaml(String comment, Object value) {
    return Yaml.write(
        comment + "\nWritten from definitions: CONTRIBUTING.md, \"Boards and rules\".", value);
  }

  private static String prometheusRule() throws IOException {
    return yaml(
        "All rules as a resource of the Prometheus operator: add the labels that its ruleSelector"
            + " asks for.",
        ordered(
            "apiVersion",
            "monitoring.coreos.com/v1",
            "kind",
            "PrometheusRule",
            "metadata",
            ordered("name", "sonde", "labels", ordered("app.kubernetes.io/name", "sonde")),
            "spec",
            ordered("groups", allGroups().stream().map(RuleGroup::toYaml).toList())));
  }
}
