package dev.sonde.exporters.operations;

/** The agent itself: whether to trust it, and what it costs. */
final class SelfBoard {

  private SelfBoard() {}

  static Board board() {
    return new Board(
            "sonde-self",
            "the agent itself",
            "Whether what the agent tells can be trusted, and what it costs")
        .byInstance()
        .row("What it costs")
        .panel(
            Panel.graph("CPU share of the agent's threads")
                .asks("What do its own threads take? Share of the process's CPU.")
                .size(8, 8)
                .smallShare()
                .query("instance:sonde_self_cpu:ratio_rate5m{%target}", "{{instance}}")
                .guardedBy(SelfRules.OVERHEAD_HIGH))
        .panel(
            Panel.graph("Memory")
                .asks("How much heap does it hold? An estimate.")
                .size(8, 8)
                .unit("bytes")
                .query("sonde_self_memory_usage_bytes{%target}", "{{instance}}"))
        .panel(
            Panel.table("Start")
                .asks("How long did it hold up the start? The time in premain.")
                .size(8, 8)
                .unit("s")
                .query("sonde_self_startup_duration_seconds{%target}"))
        .row("What it measures")
        .panel(
            Panel.states("Modules that are active")
                .asks("Which libraries are measured? Those that were found and woven.")
                .size(12, 10)
                .unit("none")
                .query(
                    "max by (sonde_module) (sonde_self_modules{%target,"
                        + " sonde_module_state='active'}) > 0",
                    "{{sonde_module}}")
                .watchedBy(SelfRules.MODULE_FAILED))
        .panel(
            Panel.graph("Internal errors")
                .asks(
                    "Does the agent fail at something? The application never sees it; data may"
                        + " lack.")
                .size(12, 10)
                .unit("none")
                .query(
                    "sum by (instance, sonde_module, sonde_error_phase)"
                        + " (increase(sonde_self_errors_total{%target}[$__rate_interval]))",
                    "{{instance}} {{sonde_module}} {{sonde_error_phase}}")
                .watchedBy(SelfRules.ERRORS))
        .panel(
            Panel.graph("Classes woven")
                .asks("How much of the application is changed? Classes by module.")
                .unit("none")
                .query(
                    "sum by (sonde_module) (sonde_self_classes_transformed_total{%target})",
                    "{{sonde_module}}"))
        .panel(
            Panel.graph("Time to look at a class, 99th percentile")
                .asks("Does it slow class loading down?")
                .unit("s")
                .query(
                    "histogram_quantile(0.99, sum by (le)"
                        + " (rate(sonde_self_transform_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "p99"))
        .row("Series and scrapes")
        .panel(
            Panel.graph("Series")
                .asks("How many series does it hold? Prometheus holds as many of each instance.")
                .unit("none")
                .query("sonde_self_series{%target}", "{{instance}}"))
        .panel(
            Panel.graph("Measurements without a series of their own")
                .asks("Which metric has too many series? Their details are in the overflow series.")
                .unit("ops")
                .query(
                    "sum by (sonde_metric)"
                        + " (rate(sonde_self_cardinality_overflow_total{%target}[$__rate_interval]))",
                    "{{sonde_metric}}")
                .guardedBy(SelfRules.CARDINALITY_OVERFLOW))
        .panel(
            Panel.graph("Time of a scrape, 95th percentile")
                .asks("Is a scrape slow to answer?")
                .size(8, 8)
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (instance, le)"
                        + " (rate(sonde_self_scrape_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{instance}}")
                .guardedBy(SelfRules.SCRAPE_SLOW))
        .panel(
            Panel.graph("Size of a scrape, 95th percentile")
                .asks("How much does each scrape send, before it is compressed?")
                .size(8, 8)
                .unit("bytes")
                .query(
                    "histogram_quantile(0.95, sum by (instance, le)"
                        + " (rate(sonde_self_scrape_size_bytes_bucket{%target}[$__rate_interval])))",
                    "{{instance}}"))
        .panel(
            Panel.graph("Scrapes by format")
                .asks("Who scrapes, and does it ask for OpenMetrics, which has the exemplars?")
                .size(8, 8)
                .unit("ops")
                .query(
                    "sum by (sonde_scrape_format)"
                        + " (rate(sonde_self_scrapes_total{%target}[$__rate_interval]))",
                    "{{sonde_scrape_format}}"))
        .row("Traces")
        .panel(
            Panel.graph("Spans")
                .asks("Do all spans arrive? Started, exported and lost ones.")
                .unit("ops")
                .query(
                    "sum(rate(otel_sdk_span_started_total{%target}[$__rate_interval]))", "started")
                .query(
                    "sum(rate(otel_sdk_exporter_span_exported_total{%target}[$__rate_interval]))",
                    "exported")
                .query("sum(instance:sonde_self_spans_dropped:rate5m{%target})", "lost")
                .watchedBy(SelfRules.SPANS_DROPPED))
        .panel(
            Panel.graph("Share of spans that fail to be exported")
                .asks("Is the receiver there, and does it accept?")
                .smallShare()
                .query(
                    "instance:otel_sdk_exporter_span_failures:ratio_rate5m{%target}",
                    "{{instance}}")
                .guardedBy(SelfRules.EXPORT_FAILING))
        .panel(
            Panel.graph("Span queue")
                .asks("Is the receiver too slow? A full queue loses spans.")
                .size(8, 8)
                .upToOne()
                .query(
                    "instance:otel_sdk_processor_span_queue:utilization{%target}", "{{instance}}")
                .guardedBy(SelfRules.QUEUE_NEAR_FULL))
        .panel(
            Panel.graph("Time of an export, 95th percentile")
                .asks("How long does the receiver take to answer?")
                .size(8, 8)
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (instance, le)"
                        + " (rate(otel_sdk_exporter_operation_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{instance}}"))
        .panel(
            Panel.graph("Spans that have not ended")
                .asks("Does something begin and never end? A line that only rises says so.")
                .size(8, 8)
                .unit("none")
                .query("sum by (instance) (otel_sdk_span_live{%target})", "{{instance}}"));
  }
}
