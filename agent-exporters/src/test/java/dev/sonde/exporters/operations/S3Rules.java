package dev.sonde.exporters.operations;

/**
 * Calls of S3, each with all its attempts. That an object is not there, or not as it would have to
 * be, is an answer, and who takes a call back does not complain. That a bucket is not there is a
 * failure.
 */
final class S3Rules {

  /**
   * What is no failure: the codes of S3, what clients make of an answer without one, exceptions.
   */
  static final String ANSWERS =
      "NoSuchKey|NoSuchVersion|NotFound|NotModified|PreconditionFailed|(304|404|412).*"
          + "|.*[.](CancellationException|AbortedException)";

  private static final String FAILED = "error_type!='', error_type!~'" + ANSWERS + "'";

  static final Alert HIGH_ERROR_RATE =
      Alert.warning("S3HighErrorRate", "s3")
          .when(
              """
              job:s3_client_errors_per_operation:ratio_rate5m > %limit
              and job:sonde_s3_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              0.05)
          .lasting("5m")
          .of("job")
          .summary("S3 calls of {{ $labels.job }} fail")
          .description("{{ $value | humanizePercentage }} of them fail, after all retries.")
          .board("sonde-s3")
          .fires(
              "50%",
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='200'} +300
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='403', error_type='AccessDenied'} +300
              """)
          .fires(
              "100%",
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='404', error_type='NoSuchBucket'} +300
              """)
          .isSilent(
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='200'} +300
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='404', error_type='NoSuchKey'} +300
              sonde_s3_client_operation_duration_seconds_count{rpc_method='HeadObject', http_response_status_code='404', error_type='404 Not Found'} +300
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', error_type='java.util.concurrent.CancellationException'} +300
              """)
          .isSilent(
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='200'} +1
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', http_response_status_code='403', error_type='AccessDenied'} +1
              """);

  static final Alert HIGH_LATENCY =
      Alert.warning("S3HighLatency", "s3")
          .when(
              """
              job_method:sonde_s3_client_operation_duration_seconds:p95_5m > %limit
              and job_method:sonde_s3_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              5)
          .lasting("10m")
          .of("job", "rpc_method")
          .summary("{{ $labels.rpc_method }} of S3 is slow for {{ $labels.job }}")
          .description("One call in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-s3")
          .fires(
              "9.75s",
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject'} +600
              sonde_s3_client_operation_duration_seconds_bucket{rpc_method='GetObject', le='5'} +0
              sonde_s3_client_operation_duration_seconds_bucket{rpc_method='GetObject', le='10'} +600
              sonde_s3_client_operation_duration_seconds_bucket{rpc_method='GetObject', le='+Inf'} +600
              """)
          .isSilent(
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject'} +600
              sonde_s3_client_operation_duration_seconds_bucket{rpc_method='GetObject', le='1'} +600
              sonde_s3_client_operation_duration_seconds_bucket{rpc_method='GetObject', le='+Inf'} +600
              """);

  static final Alert THROTTLED =
      Alert.warning("S3Throttled", "s3")
          .when(
              """
              sum by (job, aws_s3_bucket)
                (rate(sonde_s3_client_attempts_total{sonde_attempt_outcome='throttled'}[5m])) > %limit
              """,
              0.1)
          .lasting("10m")
          .of("job", "aws_s3_bucket")
          .summary("S3 throttles what {{ $labels.job }} asks of {{ $labels.aws_s3_bucket }}")
          .description("{{ $value | printf \"%.3g\" }} attempts a second.")
          .board("sonde-s3")
          .fires(
              "1",
              "sonde_s3_client_attempts_total{aws_s3_bucket='pictures',"
                  + " sonde_attempt_outcome='throttled'} +60")
          .isSilent(
              """
              sonde_s3_client_attempts_total{aws_s3_bucket='pictures', sonde_attempt_outcome='success'} +600
              sonde_s3_client_attempts_total{aws_s3_bucket='pictures', sonde_attempt_outcome='throttled'} +2
              """);

  static final Alert RETRIES_HIGH =
      Alert.info("S3RetriesHigh", "s3")
          .when(
              """
              job:s3_client_retries_per_operation:ratio_rate5m > %limit
              and job:sonde_s3_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              0.1)
          .lasting("15m")
          .of("job")
          .summary("Many S3 calls of {{ $labels.job }} need more than one attempt")
          .description("{{ $value | printf \"%.3g\" }} retries for each call.")
          .board("sonde-s3")
          .fires(
              "0.5",
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject'} +600
              sonde_s3_client_attempts_total{rpc_method='GetObject', sonde_attempt_outcome='success'} +600
              sonde_s3_client_attempts_total{rpc_method='GetObject', sonde_attempt_outcome='error'} +300
              """)
          .isSilent(
              """
              sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject'} +600
              sonde_s3_client_attempts_total{rpc_method='GetObject', sonde_attempt_outcome='success'} +600
              sonde_s3_client_attempts_total{rpc_method='GetObject', sonde_attempt_outcome='error'} +6
              """);

  static final Alert STUCK =
      Alert.warning("S3CallsStuck", "s3")
          .when(
              """
              sum by (job, instance, rpc_method) (sonde_s3_client_active_operations) > %limit
              unless
              sum by (job, instance, rpc_method) (rate(sonde_s3_client_operation_duration_seconds_count[15m])) > 0
              """,
              0)
          .lasting("15m")
          .of("job", "instance", "rpc_method")
          .summary("{{ $labels.rpc_method }} of S3 does not end in {{ $labels.instance }}")
          .description("{{ $value }} are in flight, and none has ended for a quarter of an hour.")
          .board("sonde-s3")
          .fires("3", "sonde_s3_client_active_operations{rpc_method='PutObject'} 3")
          .isSilent(
              """
              sonde_s3_client_active_operations{rpc_method='PutObject'} 3
              sonde_s3_client_operation_duration_seconds_count{rpc_method='PutObject'} +6
              """)
          .isSilent("sonde_s3_client_active_operations{rpc_method='PutObject'} 0");

  private S3Rules() {}

  static RuleGroup recordings() {
    return new RuleGroup("sonde-s3", "30s")
        .record(
            "job_method:sonde_s3_client_operation_duration_seconds_count:rate5m",
            "sum by (job, rpc_method) (rate(sonde_s3_client_operation_duration_seconds_count[5m]))")
        .record(
            "job:sonde_s3_client_operation_duration_seconds_count:rate5m",
            "sum by (job) (job_method:sonde_s3_client_operation_duration_seconds_count:rate5m)")
        .record(
            "job:s3_client_errors_per_operation:ratio_rate5m",
            """
            (
              sum by (job) (rate(sonde_s3_client_operation_duration_seconds_count{%s}[5m]))
              or job:sonde_s3_client_operation_duration_seconds_count:rate5m * 0
            )
              / (job:sonde_s3_client_operation_duration_seconds_count:rate5m > 0)
            """
                .replace("%s", FAILED))
        .record(
            "job_method:sonde_s3_client_operation_duration_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, rpc_method, le) (rate(sonde_s3_client_operation_duration_seconds_bucket[5m])))
            """)
        .record(
            "job:s3_client_retries_per_operation:ratio_rate5m",
            """
            clamp_min(
              sum by (job) (rate(sonde_s3_client_attempts_total[5m]))
              - job:sonde_s3_client_operation_duration_seconds_count:rate5m, 0
            )
              / (job:sonde_s3_client_operation_duration_seconds_count:rate5m > 0)
            """);
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-s3", "1m")
        .alert(HIGH_ERROR_RATE, HIGH_LATENCY, THROTTLED, RETRIES_HIGH, STUCK);
  }
}
