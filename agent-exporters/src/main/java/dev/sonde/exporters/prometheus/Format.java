package dev.sonde.exporters.prometheus;

/** A text format of metrics. */
enum Format {
  /** Prometheus text 0.0.4: understood by everything that scrapes, no exemplars. */
  TEXT("text", "text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0. */
  OPENMETRICS("openmetrics", "application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String label;
  private final String contentType;

  Format(String label, String contentType) {
    this.label = label;
    this.contentType = contentType;
  }

  /** The value of {@code sonde.scrape.format}. */
  String label() {
    return label;
  }

  String contentType() {
    return contentType;
  }
}
