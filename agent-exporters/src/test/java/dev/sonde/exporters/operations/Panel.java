package dev.sonde.exporters.operations;

import static dev.sonde.exporters.operations.Tree.ordered;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A panel of a board. It answers a question of an operator, which is the first thing that its
 * description says.
 */
final class Panel {

  static final int COLUMNS = 24;

  /** The limit of what must not be at all: a step of Grafana's begins with its value. */
  private static final double ABOVE_ZERO = 0.001;

  /** A query with the legend of its series. */
  record Query(String expression, String legend) {}

  final String title;
  final String type;
  final List<Query> queries = new ArrayList<>();
  private final List<Alert> guards = new ArrayList<>();
  private final List<Alert> watchers = new ArrayList<>();
  private String question = "";
  private String unit = "short";
  private int width = COLUMNS / 2;
  private int height = 8;
  private boolean exemplars;
  private boolean upToOne;
  private boolean smallShare;
  private boolean signed;
  private String drill = "";

  private Panel(String type, String title) {
    this.type = type;
    this.title = title;
  }

  static Panel graph(String title) {
    return new Panel("timeseries", title);
  }

  static Panel stat(String title) {
    return new Panel("stat", title).size(4, 4);
  }

  static Panel gauge(String title) {
    return new Panel("gauge", title).size(6, 6);
  }

  static Panel bars(String title) {
    return new Panel("bargauge", title);
  }

  static Panel table(String title) {
    return new Panel("table", title);
  }

  static Panel heatmap(String title) {
    return new Panel("heatmap", title);
  }

  /** What is on and what is off, over time: 1 and 0. */
  static Panel states(String title) {
    return new Panel("state-timeline", title);
  }

  /** The question that it answers, and how to read the answer. */
  Panel asks(String text) {
    question = text.strip().replace("\n", " ");
    return this;
  }

  /** One of Grafana's units. */
  Panel unit(String name) {
    unit = name;
    return this;
  }

  Panel query(String expression, String legend) {
    queries.add(new Query(Promql.ofBoard(expression), legend));
    return this;
  }

  Panel query(String expression) {
    return query(expression, "");
  }

  Panel size(int columns, int rows) {
    width = columns;
    height = rows;
    return this;
  }

  /** Shows exemplars, each of which leads to a trace. */
  Panel exemplars() {
    exemplars = true;
    return this;
  }

  /** A share of a whole: its axis ends at 100 %. */
  Panel upToOne() {
    upToOne = true;
    return unit("percentunit");
  }

  /** A share that should be small: its axis ends where the values do, and at 10 % at least. */
  Panel smallShare() {
    smallShare = true;
    return unit("percentunit");
  }

  /** Draws the limits of these alerts, and links their runbooks. */
  Panel guardedBy(Alert... alerts) {
    guards.addAll(List.of(alerts));
    return this;
  }

  /** Links the runbooks of alerts that judge the same by another measure than is drawn. */
  Panel watchedBy(Alert... alerts) {
    watchers.addAll(List.of(alerts));
    return this;
  }

  /** Its values may be negative. */
  Panel signed() {
    signed = true;
    return this;
  }

  /** A click on a series opens this board for its job. */
  Panel drill(String uid) {
    drill = uid;
    return this;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** All whose runbooks it links. */
  List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>(guards);
    alerts.addAll(watchers);
    return alerts;
  }

  String description() {
    List<String> told = new ArrayList<>();
    for (Alert alert : alerts()) {
      boolean drawn = guards.contains(alert) && !Double.isNaN(alert.limit());
      told.add(alert.name + (drawn ? " at " + Promql.number(alert.limit()) : ""));
    }
    return told.isEmpty() ? question : question + " Alerts: " + String.join(", ", told) + ".";
  }

  Map<String, Object> toJson(int id, int x, int y) {
    Map<String, Object> json =
        ordered(
            "id", id,
            "type", type,
            "title", title,
            "description", description(),
            "datasource", Board.DATASOURCE,
            "gridPos", ordered("h", height, "w", width, "x", x, "y", y),
            "fieldConfig", ordered("defaults", defaults(), "overrides", List.of()),
            "options", options(),
            "targets", targets());
    if (!alerts().isEmpty()) {
      json.put("links", alerts().stream().map(Panel::runbook).toList());
    }
    if (type.equals("table")) {
      Map<String, Object> hidden = ordered("Time", true, "__name__", true);
      json.put(
          "transformations",
          List.of(ordered("id", "organize", "options", ordered("excludeByName", hidden))));
    }
    return json;
  }

  private static Map<String, Object> runbook(Alert alert) {
    return link("Runbook: " + alert.name, Shipped.RUNBOOKS + alert.name + ".md", true);
  }

  private static Map<String, Object> link(String title, String url, boolean newTab) {
    return ordered(
        "title",
        title,
        "type",
        "link",
        "icon",
        newTab ? "doc" : "dashboard",
        "tooltip",
        "",
        "url",
        url,
        "tags",
        List.of(),
        "asDropdown",
        false,
        "targetBlank",
        newTab,
        "includeVars",
        false,
        "keepTime",
        false);
  }

  private Map<String, Object> defaults() {
    Map<String, Object> defaults = ordered("unit", unit);
    if (!type.equals("table") && !signed) {
      defaults.put("min", 0);
    }
    if (upToOne) {
      defaults.put("max", 1);
    }
    defaults.put(
        "color", ordered("mode", type.equals("timeseries") ? "palette-classic" : "thresholds"));
    defaults.put("thresholds", thresholds());
    if (!drill.isEmpty()) {
      String url =
          "/d/"
              + drill
              + "?var-datasource=${datasource}&var-job=${__field.labels.job}&${__url_time_range}";
      defaults.put("links", List.of(link("Open for this job", url, false)));
    }
    switch (type) {
      case "timeseries" -> {
        Map<String, Object> custom =
            ordered(
                "lineWidth",
                1,
                "fillOpacity",
                8,
                "showPoints",
                "never",
                "thresholdsStyle",
                ordered("mode", hasLimit() ? "line" : "off"));
        if (smallShare) {
          custom.put("axisSoftMax", 0.1);
        }
        defaults.put("custom", custom);
      }
      case "state-timeline" -> {
        defaults.put("custom", ordered("lineWidth", 0, "fillOpacity", 70));
        defaults.put(
            "mappings",
            List.of(
                ordered(
                    "type",
                    "value",
                    "options",
                    ordered(
                        "0", ordered("text", "no", "color", "text", "index", 0),
                        "1", ordered("text", "yes", "color", "green", "index", 1)))));
      }
      default -> {}
    }
    return defaults;
  }

  private boolean hasLimit() {
    return guards.stream().anyMatch(alert -> !Double.isNaN(alert.limit()));
  }

  /** Green, and from each limit on the colour of its alert; below a limit where less is worse. */
  private Map<String, Object> thresholds() {
    List<Object> steps = new ArrayList<>();
    List<Alert> limited =
        new ArrayList<>(guards.stream().filter(alert -> !Double.isNaN(alert.limit())).toList());
    limited.sort((one, other) -> Double.compare(one.limit(), other.limit()));
    boolean lessIsWorse =
        !limited.isEmpty() && limited.get(0).expression().matches("(?s)[^<>]*<.*");
    String color = lessIsWorse ? limited.get(0).severity.color : "green";
    steps.add(ordered("color", color, "value", null));
    for (int i = 0; i < limited.size(); i++) {
      Alert alert = limited.get(i);
      if (lessIsWorse) {
        color = i + 1 < limited.size() ? limited.get(i + 1).severity.color : "green";
      } else {
        color = alert.severity.color;
      }
      steps.add(ordered("color", color, "value", alert.limit() == 0 ? ABOVE_ZERO : alert.limit()));
    }
    return ordered("mode", "absolute", "steps", steps);
  }

  private Map<String, Object> options() {
    Map<String, Object> legend =
        ordered(
            "calcs", List.of(), "displayMode", "list", "placement", "bottom", "showLegend", true);
    Map<String, Object> tooltip = ordered("mode", "multi", "sort", "desc");
    Map<String, Object> reduce =
        ordered("calcs", List.of("lastNotNull"), "fields", "", "values", false);
    return switch (type) {
      case "stat" ->
          ordered(
              "reduceOptions", reduce,
              "graphMode", "none",
              "colorMode", "value",
              "justifyMode", "auto",
              "textMode", "auto",
              "wideLayout", true,
              "showPercentChange", false,
              "percentChangeColorMode", "standard",
              "orientation", "auto");
      case "gauge" ->
          ordered(
              "reduceOptions",
              reduce,
              "showThresholdLabels",
              false,
              "showThresholdMarkers",
              true,
              "sizing",
              "auto",
              "minVizWidth",
              75,
              "minVizHeight",
              75,
              "orientation",
              "auto");
      case "bargauge" ->
          ordered(
              "reduceOptions",
              reduce,
              "displayMode",
              "basic",
              "valueMode",
              "color",
              "namePlacement",
              "auto",
              "showUnfilled",
              true,
              "sizing",
              "auto",
              "minVizWidth",
              8,
              "minVizHeight",
              16,
              "maxVizHeight",
              300,
              "legend",
              ordered(
                  "calcs",
                  List.of(),
                  "displayMode",
                  "list",
                  "placement",
                  "bottom",
                  "showLegend",
                  false),
              "orientation",
              "horizontal");
      case "table" ->
          ordered(
              "frameIndex",
              0,
              "showHeader",
              true,
              "cellHeight",
              "sm",
              "sortBy",
              List.of(ordered("displayName", "Value", "desc", true)));
      case "heatmap" ->
          ordered(
              "calculate", false,
              "cellGap", 1,
              "color",
                  ordered(
                      "mode",
                      "scheme",
                      "scheme",
                      "Oranges",
                      "fill",
                      "dark-orange",
                      "exponent",
                      0.5,
                      "steps",
                      64,
                      "reverse",
                      false),
              "exemplars", ordered("color", "rgba(255,0,255,0.7)"),
              "legend", ordered("show", true),
              "showValue", "never",
              "tooltip", ordered("mode", "single", "yHistogram", false, "showColorScale", false),
              "yAxis", ordered("axisPlacement", "left", "unit", unit));
      case "state-timeline" ->
          ordered(
              "showValue",
              "never",
              "rowHeight",
              0.9,
              "mergeValues",
              true,
              "legend",
              legend,
              "tooltip",
              ordered("mode", "single", "sort", "none"));
      default -> ordered("legend", legend, "tooltip", tooltip);
    };
  }

  private List<Object> targets() {
    boolean instant = List.of("stat", "gauge", "bargauge", "table").contains(type);
    List<Object> targets = new ArrayList<>();
    for (Query query : queries) {
      Map<String, Object> target =
          ordered(
              "refId",
              String.valueOf((char) ('A' + targets.size())),
              "datasource",
              Board.DATASOURCE,
              "expr",
              query.expression(),
              "legendFormat",
              query.legend().isEmpty() ? "__auto" : query.legend(),
              "instant",
              instant,
              "range",
              !instant);
      if (exemplars) {
        target.put("exemplar", true);
      }
      if (type.equals("table") || type.equals("heatmap")) {
        target.put("format", type);
      }
      targets.add(target);
    }
    return targets;
  }
}
