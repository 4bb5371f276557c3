package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules that Prometheus accepts, that fire when they should, and that say what to do. */
class RulesTest {

  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  @Test
  void promtoolFindsNothingToComplainOf() throws Exception {
    Tool.find("promtool", "prometheus")
        .run(
            "check",
            "rules",
            "--lint=all",
            "--lint-fatal",
            "recording.yml",
            "slo.yml",
            "alerts.yml");
  }

  @Test
  void alertsFireWhenTheyShouldAndAreSilentElse() throws Exception {
    Tool.find("promtool", "prometheus").run("test", "rules", "alerts_test.yml");
  }

  @Test
  void alertsOnErrorBudgetsFireWhenTheyShouldAndAreSilentElse() throws Exception {
    Tool.find("promtool", "prometheus").run("test", "rules", "slo_test.yml");
  }

  @Test
  void everyAlertIsProvenBothWays() throws IOException {
    for (Alert alert : Shipped.alerts()) {
      assertThat(alert.cases).as(alert.name).anyMatch(Alert.Case::fires);
      if (alert != HealthRules.WATCHDOG) {
        assertThat(alert.cases).as(alert.name).anyMatch(each -> !each.fires());
      }
    }
  }

  @Test
  void everyAlertTellsItsValueAndWhatItIsAbout() throws IOException {
    assertThat(Shipped.alerts()).extracting(alert -> alert.name).doesNotHaveDuplicates();
    for (Alert alert : Shipped.alerts()) {
      Map<String, String> annotations = alert.annotations();
      assertThat(annotations).as(alert.name).doesNotContainValue("");
      if (alert != SelfRules.MODULE_FAILED) {
        assertThat(annotations.get("description")).as(alert.name).contains("$value");
      }
      for (String text : annotations.values()) {
        Matcher labels = LABEL.matcher(text);
        while (labels.find()) {
          assertThat(alert.seriesLabels()).as(alert.name).contains(labels.group(1));
        }
      }
    }
  }

  @Test
  void recordingsAreNamedByLevelMetricAndOperation() throws IOException {
    for (RuleGroup group : Shipped.allGroups()) {
      assertThat(group.recordings)
          .extracting(RuleGroup.Recording::name)
          .allMatch(name -> name.matches("[a-z_]+:[a-z0-9_]+:[a-z0-9_]+"));
    }
  }

  @Test
  void statementsThatViolateConstraintsSpendNoBudget() throws IOException {
    String slo = Files.readString(Shipped.ROOT.resolve("prometheus-rules/slo/db-success.yaml"));
    assertThat(slo).contains("error_type!~\"" + DatabaseRules.CONSTRAINTS + "\"");
  }

  @Test
  void thePrometheusRuleIsValidByTheOperatorsSchema() throws IOException {
    Path schema = SharedData.directory("k8s-crds").resolve("prometheusrules.yaml");
    JsonObject version =
        yaml(schema)
            .getAsJsonObject("spec")
            .getAsJsonArray("versions")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("schema")
            .getAsJsonObject("openAPIV3Schema");
    JsonElement rule = yaml(Shipped.ROOT.resolve("deploy/kubernetes/prometheus-rule.yaml"));
    assertThat(new Schema(version).violations(rule, version)).isEmpty();
  }

  private static JsonObject yaml(Path file) throws IOException {
    Object document = new org.yaml.snakeyaml.Yaml().load(Files.readString(file));
    return new Gson().toJsonTree(document).getAsJsonObject();
  }
}
