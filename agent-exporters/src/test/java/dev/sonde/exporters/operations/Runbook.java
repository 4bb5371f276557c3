package dev.sonde.exporters.operations;

/** The part of a runbook that the alert's definition tells, between two markers. */
final class Runbook {

  static final String BEGIN = "<!-- from the definition -->";
  static final String END = "<!-- end -->";

  private Runbook() {}

  static String facts(Alert alert) {
    String board = alert.boardUid().substring("sonde-".length());
    return BEGIN
        + "\n| severity | area | fires after | stays for | board |\n|---|---|---|---|---|\n| "
        + String.join(
            " | ",
            alert.severity.label(),
            alert.area,
            alert.lasting(),
            alert.keepsFiring(),
            "[" + alert.boardUid() + "](../../grafana/" + board + ".json)")
        + " |\n\n```promql\n"
        + alert.expression()
        + "\n```\n"
        + END;
  }

  /** The text with what is between its markers as the definition tells it today. */
  static String with(String text, Alert alert) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "docs/runbooks/" + alert.name + ".md lacks " + BEGIN + " and " + END);
    }
    return text.substring(0, begin) + facts(alert) + text.substring(end + END.length());
  }
}
