package dev.sonde.exporters.operations;

/**
 * Calls of gRPC, served and made. A status that tells the caller what is wrong with its call is an
 * answer, on both sides: what fails has another one, or none.
 */
final class GrpcRules {

  /** To a client each status but OK is an error; these tell what is wrong with the call. */
  private static final String ANSWERS =
      "CANCELLED|INVALID_ARGUMENT|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED|FAILED_PRECONDITION"
          + "|ABORTED|OUT_OF_RANGE|UNAUTHENTICATED";

  private static final String FAILED =
      "error_type!='', rpc_response_status_code!~'" + ANSWERS + "'";

  static final Alert SERVER_HIGH_ERROR_RATE =
      Alert.critical("GrpcServerHighErrorRate", "grpc")
          .when(
              """
              job:rpc_server_errors_per_call:ratio_rate5m > %limit
              and job:rpc_server_call_duration_seconds_count:rate5m > 0.1
              """,
              0.05)
          .lasting("5m")
          .of("job")
          .summary("gRPC calls that {{ $labels.job }} serves fail")
          .description("{{ $value | humanizePercentage }} of them fail.")
          .board("sonde-grpc")
          .fires(
              "50%",
              """
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='OK'} +300
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='INTERNAL', error_type='INTERNAL'} +300
              """)
          .isSilent(
              """
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='OK'} +300
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='NOT_FOUND'} +300
              """);

  static final Alert SERVER_HIGH_LATENCY =
      Alert.warning("GrpcServerHighLatency", "grpc")
          .when(
              """
              job:rpc_server_call_duration_seconds:p99_5m > %limit
              and job:rpc_server_call_duration_seconds_count:rate5m > 0.1
              """,
              1)
          .lasting("10m")
          .of("job")
          .summary("gRPC calls that {{ $labels.job }} serves are slow")
          .description("One call in a hundred takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-grpc")
          .fires(
              "2.485s",
              """
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get'} +600
              rpc_server_call_duration_seconds_bucket{rpc_method='shop.Stock/Get', le='1'} +0
              rpc_server_call_duration_seconds_bucket{rpc_method='shop.Stock/Get', le='2.5'} +600
              rpc_server_call_duration_seconds_bucket{rpc_method='shop.Stock/Get', le='+Inf'} +600
              """)
          .isSilent(
              """
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get'} +600
              rpc_server_call_duration_seconds_bucket{rpc_method='shop.Stock/Get', le='0.5'} +600
              rpc_server_call_duration_seconds_bucket{rpc_method='shop.Stock/Get', le='+Inf'} +600
              """);

  static final Alert CLIENT_HIGH_ERROR_RATE =
      Alert.warning("GrpcClientHighErrorRate", "grpc")
          .when(
              """
              job_server:rpc_client_errors_per_call:ratio_rate5m > %limit
              and job_server:rpc_client_call_duration_seconds_count:rate5m > 0.1
              """,
              0.1)
          .lasting("5m")
          .of("job", "server_address")
          .summary("gRPC calls of {{ $labels.job }} to {{ $labels.server_address }} fail")
          .description("{{ $value | humanizePercentage }} of them fail.")
          .board("sonde-grpc")
          .fires(
              "50%",
              """
              rpc_client_call_duration_seconds_count{server_address='stock', rpc_response_status_code='OK'} +300
              rpc_client_call_duration_seconds_count{server_address='stock', rpc_response_status_code='UNAVAILABLE', error_type='UNAVAILABLE'} +300
              """)
          .isSilent(
              """
              rpc_client_call_duration_seconds_count{server_address='stock', rpc_response_status_code='OK'} +300
              rpc_client_call_duration_seconds_count{server_address='stock', rpc_response_status_code='NOT_FOUND', error_type='NOT_FOUND'} +300
              """);

  static final Alert DEADLINES_MISSED =
      Alert.warning("GrpcDeadlinesMissed", "grpc")
          .when("job_server:rpc_client_deadlines_missed:rate5m > %limit", 0.1)
          .lasting("10m")
          .of("job", "server_address")
          .summary("{{ $labels.server_address }} misses the deadlines of {{ $labels.job }}")
          .description("{{ $value | printf \"%.3g\" }} gRPC calls a second.")
          .board("sonde-grpc")
          .fires(
              "1",
              "rpc_client_call_duration_seconds_count{server_address='stock',"
                  + " rpc_response_status_code='DEADLINE_EXCEEDED', error_type='DEADLINE_EXCEEDED'}"
                  + " +60")
          .isSilent(
              "rpc_client_call_duration_seconds_count{server_address='stock',"
                  + " rpc_response_status_code='DEADLINE_EXCEEDED', error_type='DEADLINE_EXCEEDED'}"
                  + " +2");

  static final Alert RECONNECTING =
      Alert.warning("GrpcReconnecting", "grpc")
          .when("job_server:sonde_rpc_client_reconnects:rate5m > %limit", 0.1)
          .lasting("10m")
          .of("job", "server_address")
          .summary("{{ $labels.job }} loses its connections to {{ $labels.server_address }}")
          .description("{{ $value | printf \"%.3g\" }} a second are opened once more.")
          .board("sonde-grpc")
          .fires("1", "sonde_rpc_client_reconnects_total{server_address='stock'} +60")
          .isSilent("sonde_rpc_client_reconnects_total{server_address='stock'} +2");

  private GrpcRules() {}

  static RuleGroup recordings() {
    return new RuleGroup("sonde-grpc", "30s")
        .record(
            "job:rpc_server_call_duration_seconds_count:rate5m",
            "sum by (job) (rate(rpc_server_call_duration_seconds_count[5m]))")
        .record(
            "job:rpc_server_errors_per_call:ratio_rate5m",
            """
            (
              sum by (job) (rate(rpc_server_call_duration_seconds_count{error_type!=''}[5m]))
              or job:rpc_server_call_duration_seconds_count:rate5m * 0
            )
              / (job:rpc_server_call_duration_seconds_count:rate5m > 0)
            """)
        .record(
            "job:rpc_server_call_duration_seconds:p99_5m",
            """
            histogram_quantile(0.99,
              sum by (job, le) (rate(rpc_server_call_duration_seconds_bucket[5m])))
            """)
        .record(
            "job_server:rpc_client_call_duration_seconds_count:rate5m",
            "sum by (job, server_address) (rate(rpc_client_call_duration_seconds_count[5m]))")
        .record(
            "job_server:rpc_client_errors_per_call:ratio_rate5m",
            """
            (
              sum by (job, server_address) (rate(rpc_client_call_duration_seconds_count{%s}[5m]))
              or job_server:rpc_client_call_duration_seconds_count:rate5m * 0
            )
              / (job_server:rpc_client_call_duration_seconds_count:rate5m > 0)
            """
                .replace("%s", FAILED))
        .record(
            "job_server:rpc_client_deadlines_missed:rate5m",
            """
            sum by (job, server_address)
              (rate(rpc_client_call_duration_seconds_count{rpc_response_status_code='DEADLINE_EXCEEDED'}[5m]))
            or job_server:rpc_client_call_duration_seconds_count:rate5m * 0
            """)
        .record(
            "job_server:sonde_rpc_client_reconnects:rate5m",
            "sum by (job, server_address) (rate(sonde_rpc_client_reconnects_total[5m]))");
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-grpc", "1m")
        .alert(
            SERVER_HIGH_ERROR_RATE,
            SERVER_HIGH_LATENCY,
            CLIENT_HIGH_ERROR_RATE,
            DEADLINES_MISSED,
            RECONNECTING);
  }
}
