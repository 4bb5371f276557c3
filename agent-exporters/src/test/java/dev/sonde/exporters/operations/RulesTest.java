package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
            "alerts.yml",
            "exporters.yml");
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
  void alertsOnWhatExportersTellFireWhenTheyShouldAndAreSilentElse() throws Exception {
    Tool.find("promtool", "prometheus").run("test", "rules", "exporters_test.yml");
  }

  @Test
  void everyAlertIsProvenBothWays() throws IOException {
    for (Alert alert : Shipped.alertsWithRunbooks()) {
      assertThat(alert.cases).as(alert.name).anyMatch(Alert.Case::fires);
      if (alert != HealthRules.WATCHDOG) {
        assertThat(alert.cases).as(alert.name).anyMatch(each -> !each.fires());
      }
    }
  }

  @Test
  void everyAlertTellsItsValueAndWhatItIsAbout() throws IOException {
    assertThat(Shipped.alertsWithRunbooks())
        .extracting(alert -> alert.name)
        .doesNotHaveDuplicates();
    for (Alert alert : Shipped.alertsWithRunbooks()) {
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
  void whatIsAnAnswerSpendsNoBudget() throws IOException {
    assertThat(slo("db-success")).contains("error_type!~\"" + DatabaseRules.CONSTRAINTS + "\"");
    assertThat(slo("s3-success")).contains("error_type!~\"" + S3Rules.ANSWERS + "\"");
    assertThat(slo("grpc-availability"))
        .contains(Promql.of(GrpcRules.FAILED_SERVED).replace(" ", ""));
    assertThat(slo("grpc-latency-p99"))
        .contains("rpc_method!~\"" + GrpcRules.OF_GRPC_ITSELF + "\"");
  }

  private static String slo(String name) throws IOException {
    return Files.readString(Shipped.ROOT.resolve("prometheus-rules/slo/" + name + ".yaml"));
  }
}
