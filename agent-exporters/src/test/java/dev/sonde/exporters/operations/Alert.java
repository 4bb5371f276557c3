package dev.sonde.exporters.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An alert: when it fires, what it says, and the cases that prove both.
 *
 * <pre>{@code
 * static final Alert HEAP_HIGH =
 *     Alert.warning("JvmHeapHigh", "jvm")
 *         .when("instance:jvm_heap_after_gc:utilization > %limit", 0.8)
 *         .lasting("10m")
 *         .of("job", "instance")
 *         .summary("The heap of {{ $labels.instance }} stays full after collections")
 *         .description("{{ $value | humanizePercentage }} is used after the last collection.")
 *         .board("sonde-jvm")
 *         .fires("90%", "…")
 *         .isSilent("…");
 * }</pre>
 *
 * <p>The limit is written here and nowhere else: panels draw it ({@link Panel#guardedBy}) and the
 * runbook tells it ({@link Runbook}).
 */
final class Alert {

  /** Whom an alert reaches: {@code prometheus-rules/alertmanager.yml} routes by it. */
  enum Severity {
    CRITICAL("red"),
    WARNING("orange"),
    INFO("blue"),
    /** Of the watchdog, which is no problem. */
    NONE("green");

    final String color;

    Severity(String color) {
      this.color = color;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Series that a test gives to Prometheus, and what the alert then tells.
   *
   * @param value how the value reads in the description; empty where nothing fires
   */
  record Case(String value, String series) {
    boolean fires() {
      return !value.isEmpty();
    }
  }

  final String name;
  final Severity severity;
  final String area;
  final List<Case> cases = new ArrayList<>();
  private final Map<String, String> extraLabels = new LinkedHashMap<>();
  private List<String> labels = List.of();
  private String expression = "";
  private double limit = Double.NaN;
  private String lasting = "5m";
  private String keepFiring = "5m";
  private int provenAfter;
  private String summary = "";
  private String description = "";
  private String board = "";

  private Alert(Severity severity, String name, String area) {
    this.name = name;
    this.severity = severity;
    this.area = area;
  }

  static Alert critical(String name, String area) {
    return new Alert(Severity.CRITICAL, name, area);
  }

  static Alert warning(String name, String area) {
    return new Alert(Severity.WARNING, name, area);
  }

  static Alert info(String name, String area) {
    return new Alert(Severity.INFO, name, area);
  }

  static Alert none(String name, String area) {
    return new Alert(Severity.NONE, name, area);
  }

  /** The condition; {@code %limit} in it stands for the limit. */
  Alert when(String condition, double itsLimit) {
    limit = itsLimit;
    expression = Promql.of(condition.strip().replace("%limit", Promql.number(itsLimit)));
    return this;
  }

  /** A condition without a limit: whatever it yields is too much. */
  Alert when(String condition) {
    expression = Promql.of(condition.strip());
    return this;
  }

  /** For how long the condition holds before anybody is told. */
  Alert lasting(String duration) {
    lasting = duration;
    return this;
  }

  /** For how long after that the alert stays, so that what flaps is one alert. */
  Alert keepFiring(String duration) {
    keepFiring = duration;
    return this;
  }

  /** For a condition that looks back further than most: when its cases are judged, in minutes. */
  Alert provenAfter(int minutes) {
    provenAfter = minutes;
    return this;
  }

  /** The labels that the condition's series have. */
  Alert of(String... names) {
    labels = List.of(names);
    return this;
  }

  /** A label more of the alert. */
  Alert label(String label, String value) {
    extraLabels.put(label, value);
    return this;
  }

  Alert summary(String text) {
    summary = text;
    return this;
  }

  Alert description(String text) {
    description = text;
    return this;
  }

  /** The board that shows it. */
  Alert board(String uid) {
    board = uid;
    return this;
  }

  /**
   * Series under which it fires: a line for each, {@code name{label='…'} values}. What has no job
   * or instance is of the job {@code shop} and the instance {@code a}. Values are those of
   * promtool, one a minute; {@code 90} stays 90, {@code +60} is 60 more each minute.
   */
  Alert fires(String value, String series) {
    cases.add(new Case(value, series));
    return this;
  }

  /** Series under which it must not fire. */
  Alert isSilent(String series) {
    cases.add(new Case("", series));
    return this;
  }

  String expression() {
    return expression;
  }

  double limit() {
    return limit;
  }

  String lasting() {
    return lasting;
  }

  String keepsFiring() {
    return keepFiring;
  }

  int provenAfter() {
    return provenAfter;
  }

  String boardUid() {
    return board;
  }

  List<String> seriesLabels() {
    return labels;
  }

  /** The labels that the alert adds to those of its series. */
  Map<String, String> ownLabels() {
    Map<String, String> own = new LinkedHashMap<>();
    own.put("severity", severity.label());
    own.put("area", area);
    own.putAll(extraLabels);
    return own;
  }

  Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", summary);
    annotations.put("description", description);
    annotations.put("runbook_url", Shipped.RUNBOOKS + name + ".md");
    annotations.put("dashboard_url", Shipped.GRAFANA + "d/" + board + query());
    return annotations;
  }

  /** Opens the board with what the alert is about. */
  private String query() {
    StringBuilder query = new StringBuilder();
    for (String label : List.of("job", "instance", "slo")) {
      if (labels.contains(label)) {
        query.append(query.length() == 0 ? '?' : '&').append("var-").append(label);
        query.append("={{ $labels.").append(label).append(" | urlquery }}");
      }
    }
    return query.toString();
  }

  Map<String, Object> toYaml() {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("alert", name);
    yaml.put("expr", expression);
    yaml.put("for", lasting);
    yaml.put("keep_firing_for", keepFiring);
    yaml.put("labels", ownLabels());
    yaml.put("annotations", annotations());
    return yaml;
  }
}
