package dev.sonde.exporters.operations;

/** The agent itself: whether what it tells can be trusted, and what it costs. */
final class SelfRules {

  static final Alert MODULE_FAILED =
      Alert.warning("SondeModuleFailed", "self")
          .when(
              """
              max by (job, instance, sonde_module) (sonde_self_modules{sonde_module_state='failed'})
                == 1
              """)
          .lasting("5m")
          .of("job", "instance", "sonde_module")
          .summary("{{ $labels.instance }} is not measured in full")
          .description("The module {{ $labels.sonde_module }} failed and is off.")
          .board("sonde-self")
          .fires("1", "sonde_self_modules{sonde_module='jedis', sonde_module_state='failed'} 1")
          .isSilent("sonde_self_modules{sonde_module='jedis', sonde_module_state='failed'} 0");

  static final Alert ERRORS =
      Alert.warning("SondeErrors", "self")
          .when(
              """
              sum by (job, instance, sonde_module) (increase(sonde_self_errors_total[15m]))
                > %limit
              """,
              10)
          .lasting("5m")
          .of("job", "instance", "sonde_module")
          .summary("The agent in {{ $labels.instance }} has errors of its own")
          .description(
              "{{ $value | printf \"%.3g\" }} in 15 minutes in the module {{ $labels.sonde_module"
                  + " }}.")
          .board("sonde-self")
          .fires("30", "sonde_self_errors_total{sonde_module='jdbc'} +2")
          .isSilent("sonde_self_errors_total{sonde_module='jdbc'} 2");

  static final Alert SPANS_DROPPED =
      Alert.warning("SondeSpansDropped", "self")
          .when(
              """
              sum by (job, instance, sonde_drop_reason) (rate(sonde_self_spans_dropped_total[5m]))
                > %limit
              """,
              0)
          .lasting("10m")
          .of("job", "instance", "sonde_drop_reason")
          .summary("The agent in {{ $labels.instance }} loses spans")
          .description(
              "{{ $value | printf \"%.3g\" }} a second, because of {{ $labels.sonde_drop_reason"
                  + " }}.")
          .board("sonde-self")
          .fires("1", "sonde_self_spans_dropped_total{sonde_drop_reason='queue_full'} +60")
          .isSilent("sonde_self_spans_dropped_total{sonde_drop_reason='queue_full'} 60");

  static final Alert EXPORT_FAILING =
      Alert.warning("SondeExportFailing", "self")
          .when("instance:otel_sdk_exporter_span_failures:ratio_rate5m > %limit", 0.05)
          .lasting("10m")
          .of("job", "instance")
          .summary("Traces of {{ $labels.instance }} do not arrive")
          .description("{{ $value | humanizePercentage }} of the spans fail to be exported.")
          .board("sonde-self")
          .fires(
              "50%",
              """
              otel_sdk_exporter_span_exported_total +60
              otel_sdk_exporter_span_exported_total{error_type='503'} +60
              """)
          .isSilent("otel_sdk_exporter_span_exported_total +60");

  static final Alert QUEUE_NEAR_FULL =
      Alert.warning("SondeQueueNearFull", "self")
          .when("instance:otel_sdk_processor_span_queue:utilization > %limit", 0.8)
          .lasting("5m")
          .of("job", "instance")
          .summary("The span queue of {{ $labels.instance }} is filling up")
          .description("{{ $value | humanizePercentage }} of it is taken.")
          .board("sonde-self")
          .fires(
              "90%",
              "otel_sdk_processor_span_queue_size 1800\n"
                  + "otel_sdk_processor_span_queue_capacity 2000")
          .isSilent(
              "otel_sdk_processor_span_queue_size 10\notel_sdk_processor_span_queue_capacity 2000");

  static final Alert CARDINALITY_OVERFLOW =
      Alert.warning("SondeCardinalityOverflow", "self")
          .when(
              """
              sum by (job, sonde_metric) (rate(sonde_self_cardinality_overflow_total[15m])) > %limit
              """,
              0)
          .lasting("15m")
          .of("job", "sonde_metric")
          .summary("{{ $labels.sonde_metric }} of {{ $labels.job }} has too many series")
          .description(
              "{{ $value | printf \"%.3g\" }} measurements a second have no series of their own.")
          .board("sonde-self")
          .fires(
              "1",
              "sonde_self_cardinality_overflow_total{sonde_metric='db.client.operation.duration'}"
                  + " +60")
          .isSilent(
              "sonde_self_cardinality_overflow_total{sonde_metric='db.client.operation.duration'}"
                  + " 9");

  static final Alert OVERHEAD_HIGH =
      Alert.warning("SondeOverheadHigh", "self")
          .when(
              """
              instance:sonde_self_cpu:ratio_rate5m > %limit
              and sum by (job, instance) (rate(sonde_self_cpu_time_seconds_total[5m])) > 0.01
              """,
              0.05)
          .lasting("30m")
          .of("job", "instance")
          .summary("The agent's own threads take CPU from {{ $labels.instance }}")
          .description("{{ $value | humanizePercentage }} of what the process uses.")
          .board("sonde-self")
          .fires("10%", "sonde_self_cpu_time_seconds_total +6\njvm_cpu_time_seconds_total +60")
          .isSilent("sonde_self_cpu_time_seconds_total +0.1\njvm_cpu_time_seconds_total +0.5");

  static final Alert SCRAPE_SLOW =
      Alert.warning("SondeScrapeSlow", "self")
          .when(
              """
              histogram_quantile(0.95,
                sum by (job, instance, le) (rate(sonde_self_scrape_duration_seconds_bucket[5m]))) > %limit
              """,
              1)
          .lasting("15m")
          .of("job", "instance")
          .summary("The agent in {{ $labels.instance }} takes long to answer scrapes")
          .description("One scrape in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-self")
          .fires(
              "2.425s",
              """
              sonde_self_scrape_duration_seconds_bucket{le='1'} +0
              sonde_self_scrape_duration_seconds_bucket{le='2.5'} +4
              sonde_self_scrape_duration_seconds_bucket{le='+Inf'} +4
              """)
          .isSilent(
              """
              sonde_self_scrape_duration_seconds_bucket{le='0.005'} +4
              sonde_self_scrape_duration_seconds_bucket{le='+Inf'} +4
              """);

  private SelfRules() {}

  static RuleGroup recordings() {
    return new RuleGroup("sonde-self", "30s")
        .record(
            "instance:sonde_self_cpu:ratio_rate5m",
            """
            sum by (job, instance) (rate(sonde_self_cpu_time_seconds_total[5m]))
              / (sum by (job, instance) (rate(jvm_cpu_time_seconds_total[5m])) > 0)
            """)
        .record(
            "instance:otel_sdk_exporter_span_failures:ratio_rate5m",
            """
            (
              sum by (job, instance) (rate(otel_sdk_exporter_span_exported_total{error_type!=''}[5m]))
              or sum by (job, instance) (rate(otel_sdk_exporter_span_exported_total[5m])) * 0
            )
              / (sum by (job, instance) (rate(otel_sdk_exporter_span_exported_total[5m])) > 0)
            """)
        .record(
            "instance:sonde_self_spans_dropped:rate5m",
            "sum by (job, instance) (rate(sonde_self_spans_dropped_total[5m]))")
        .record(
            "instance:otel_sdk_processor_span_queue:utilization",
            """
            sum by (job, instance) (otel_sdk_processor_span_queue_size)
              / sum by (job, instance) (otel_sdk_processor_span_queue_capacity > 0)
            """);
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-self", "1m")
        .alert(MODULE_FAILED, ERRORS, SPANS_DROPPED, EXPORT_FAILING, QUEUE_NEAR_FULL)
        .alert(CARDINALITY_OVERFLOW, OVERHEAD_HIGH, SCRAPE_SLOW);
  }
}
