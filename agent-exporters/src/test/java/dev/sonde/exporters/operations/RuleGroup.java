package dev.sonde.exporters.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules that Prometheus evaluates one after the other. */
final class RuleGroup {

  /**
   * A recording rule.
   *
   * @param name {@code level:metric:operation}
   * @param labels those that it adds
   */
  record Recording(String name, String expression, Map<String, String> labels) {

    Map<String, Object> toYaml() {
      Map<String, Object> yaml = new LinkedHashMap<>();
      yaml.put("record", name);
      yaml.put("expr", expression);
      if (!labels.isEmpty()) {
        yaml.put("labels", labels);
      }
      return yaml;
    }
  }

  final String name;
  final List<Recording> recordings = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  private final String interval;

  RuleGroup(String name, String interval) {
    this.name = name;
    this.interval = interval;
  }

  RuleGroup record(String recording, String expression) {
    return record(recording, expression, Map.of());
  }

  RuleGroup record(String recording, String expression, Map<String, String> labels) {
    recordings.add(new Recording(recording, Promql.of(expression.strip()), labels));
    return this;
  }

  RuleGroup alert(Alert... more) {
    alerts.addAll(List.of(more));
    return this;
  }

  Map<String, Object> toYaml() {
    List<Map<String, Object>> rules = new ArrayList<>();
    recordings.forEach(recording -> rules.add(recording.toYaml()));
    alerts.forEach(alert -> rules.add(alert.toYaml()));
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("name", name);
    yaml.put("interval", interval);
    yaml.put("rules", rules);
    return yaml;
  }
}
