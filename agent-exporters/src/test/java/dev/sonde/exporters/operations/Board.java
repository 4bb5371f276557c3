package dev.sonde.exporters.operations;

import static dev.sonde.exporters.operations.Tree.ordered;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A board of Grafana: panels in rows, from left to right. */
final class Board {

  /** Whatever the viewer has chosen. */
  static final Map<String, Object> DATASOURCE =
      ordered("type", "prometheus", "uid", "${datasource}");

  final String uid;
  final String title;
  final String description;
  final List<Panel> panels = new ArrayList<>();
  final List<Map<String, Object>> variables = new ArrayList<>();
  private final List<Object> drawn = new ArrayList<>();
  private String since = "now-1h";
  private int x;
  private int y;
  private int rowHeight;

  Board(String uid, String title, String description) {
    this.uid = uid;
    this.title = title;
    this.description = description;
    variables.add(
        ordered(
            "name",
            "datasource",
            "type",
            "datasource",
            "label",
            "Data source",
            "query",
            "prometheus"));
    variable("job", "Job", "label_values(sonde_build_info, job)");
  }

  String file() {
    return uid.substring("sonde-".length()) + ".json";
  }

  /** Lets the viewer choose among the jobs' instances. */
  Board byInstance() {
    return variable(
        "instance", "Instance", "label_values(sonde_build_info{job=~\"$job\"}, instance)");
  }

  /** Lets the viewer choose among the values of a label; all of them also where it is missing. */
  Board by(String label, String name, String of) {
    return variable(label, name, "label_values(" + Promql.ofBoard(of) + ", " + label + ")");
  }

  private Board variable(String name, String label, String query) {
    variables.add(
        ordered(
            "name",
            name,
            "type",
            "query",
            "label",
            label,
            "datasource",
            DATASOURCE,
            "definition",
            query,
            "query",
            query,
            "includeAll",
            true,
            "allValue",
            ".*",
            "multi",
            true,
            "refresh",
            2,
            "sort",
            1,
            "current",
            ordered("text", "All", "value", "$__all")));
    return this;
  }

  Board since(String from) {
    since = from;
    return this;
  }

  Board row(String name) {
    newLine();
    drawn.add(
        ordered(
            "id",
            drawn.size() + 1,
            "type",
            "row",
            "title",
            name,
            "collapsed",
            false,
            "gridPos",
            ordered("h", 1, "w", Panel.COLUMNS, "x", 0, "y", y),
            "panels",
            List.of()));
    y++;
    return this;
  }

  Board panel(Panel panel) {
    if (x + panel.width() > Panel.COLUMNS) {
      newLine();
    }
    panels.add(panel);
    drawn.add(panel.toJson(drawn.size() + 1, x, y));
    x += panel.width();
    rowHeight = Math.max(rowHeight, panel.height());
    return this;
  }

  private void newLine() {
    y += rowHeight;
    x = 0;
    rowHeight = 0;
  }

  Map<String, Object> toJson() {
    return ordered(
        "uid",
        uid,
        "title",
        "Sonde: " + title,
        "description",
        description,
        "tags",
        List.of("sonde"),
        "timezone",
        "browser",
        "schemaVersion",
        39,
        "version",
        3,
        "refresh",
        "30s",
        "editable",
        true,
        "graphTooltip",
        1,
        "time",
        ordered("from", since, "to", "now"),
        "links",
        List.of(boards()),
        "templating",
        ordered("list", variables),
        "annotations",
        ordered("list", List.of(alerts())),
        "panels",
        drawn);
  }

  /** The other boards, with what is chosen here. */
  private static Map<String, Object> boards() {
    return ordered(
        "title",
        "Sonde",
        "type",
        "dashboards",
        "icon",
        "external link",
        "tooltip",
        "The other boards, for the same time and the same jobs",
        "tags",
        List.of("sonde"),
        "asDropdown",
        true,
        "targetBlank",
        false,
        "includeVars",
        true,
        "keepTime",
        true);
  }

  private static Map<String, Object> alerts() {
    return ordered(
        "name", "Alerts",
        "datasource", DATASOURCE,
        "enable", true,
        "hide", false,
        "iconColor", "red",
        "expr", Promql.ofBoard("ALERTS{alertstate='firing', alertname!='Watchdog', %job}"),
        "titleFormat", "{{alertname}}",
        "textFormat", "{{job}} {{instance}}",
        "tagKeys", "severity,area",
        "step", "60s");
  }
}
