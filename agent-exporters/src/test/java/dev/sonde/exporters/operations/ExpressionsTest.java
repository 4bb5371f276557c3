package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Expressions name metrics and labels that there are. */
class ExpressionsTest {

  @Test
  void ofBoards() throws IOException {
    PromqlNames names = new PromqlNames(Shipped.allGroups());
    SoftAssertions softly = new SoftAssertions();
    for (Board board : Shipped.boards()) {
      for (Panel panel : board.panels) {
        String where = board.uid + ": " + panel.title;
        softly.assertThat(panel.queries).as(where).isNotEmpty();
        for (Panel.Query query : panel.queries) {
          softly.assertThat(names.unknown(query.expression())).as(where).isEmpty();
          softly
              .assertThat(names.unknownInLegend(query.expression(), query.legend()))
              .as(where)
              .isEmpty();
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void ofBoardsAreUnderstood() throws Exception {
    assertUnderstood(
        Shipped.boards().stream()
            .flatMap(board -> board.panels.stream())
            .flatMap(panel -> panel.queries.stream())
            .map(query -> query.expression().replace("$__rate_interval", "5m"))
            .toList());
  }

  /** Prometheus itself can read them. */
  static void assertUnderstood(List<String> expressions) throws Exception {
    assertThat(expressions).isNotEmpty();
    RuleGroup group = new RuleGroup("expressions", "1m");
    for (int i = 0; i < expressions.size(); i++) {
      group.record("expression:number:" + i, expressions.get(i));
    }
    Path file = Files.createTempFile("sonde-expressions", ".yml");
    try {
      Files.writeString(file, Yaml.write("", Map.of("groups", List.of(group.toYaml()))));
      Tool.find("promtool", "prometheus").run("check", "rules", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void ofRules() throws IOException {
    PromqlNames names = new PromqlNames(Shipped.allGroups());
    SoftAssertions softly = new SoftAssertions();
    for (RuleGroup group : Shipped.allGroups()) {
      group.recordings.forEach(
          recording ->
              softly
                  .assertThat(names.unknown(recording.expression()))
                  .as(recording.name())
                  .isEmpty());
      group.alerts.forEach(
          alert -> softly.assertThat(names.unknown(alert.expression())).as(alert.name).isEmpty());
    }
    ExporterRules.groups().stream()
        .flatMap(group -> group.alerts.stream())
        .forEach(
            alert -> softly.assertThat(names.unknown(alert.expression())).as(alert.name).isEmpty());
    softly.assertAll();
  }

  @Test
  void everyRecordingIsReadBySomething() throws IOException {
    Set<String> read = new TreeSet<>();
    Set<String> recorded = new TreeSet<>();
    for (RuleGroup group : Shipped.allGroups()) {
      group.recordings.forEach(
          recording -> {
            recorded.add(recording.name());
            read.addAll(PromqlNames.metrics(recording.expression()));
          });
      group.alerts.forEach(alert -> read.addAll(PromqlNames.metrics(alert.expression())));
    }
    for (Board board : Shipped.boards()) {
      board.panels.forEach(
          panel ->
              panel.queries.forEach(query -> read.addAll(PromqlNames.metrics(query.expression()))));
    }
    recorded.removeAll(read);
    assertThat(recorded).isEmpty();
  }

  @Test
  void anUnknownMetricOrLabelIsFound() throws IOException {
    PromqlNames names = new PromqlNames(Shipped.allGroups());
    assertThat(names.unknown("sum(rate(http_server_nothing_total[5m]))"))
        .containsExactly("http_server_nothing_total");
    assertThat(names.unknown("jvm_memory_used_bytes{jvm_memory_kind=\"heap\"}"))
        .containsExactly("jvm_memory_used_bytes{jvm_memory_kind}");
    assertThat(names.unknown("sum by (http_route) (jvm_memory_used_bytes)"))
        .containsExactly("by (http_route)");
  }
}
