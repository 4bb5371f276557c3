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

  /** Who asks for a method that is not there has failed, and not the server. */
  static final String FAILED_SERVED = "error_type!='', rpc_method!='_OTHER'";

  /** Health checks, reflection and their like, some of which stay open as long as their caller. */
  static final String OF_GRPC_ITSELF = "grpc[.].*";

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
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='NOT_FOUND'} +100
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='CANCELLED'} +100
              rpc_server_call_duration_seconds_count{rpc_method='_OTHER', rpc_response_status_code='UNIMPLEMENTED', error_type='UNIMPLEMENTED'} +100
              """)
          .isSilent(
              """
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='OK'} +1
              rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='INTERNAL', error_type='INTERNAL'} +1
              """);

  static final Alert SERVER_HIGH_LATENCY =
      Alert.warning("GrpcServerHighLatency", "grpc")
          .when(
              """
              job_method:rpc_server_call_duration_seconds:p95_5m{rpc_method!~'OF_GRPC_ITSELF'} > %limit
              and job_method:rpc_server_call_duration_seconds_count:rate5m > 0.1
              """
                  .replace("OF_GRPC_ITSELF", OF_GRPC_ITSELF),
              1)
          .lasting("10m")
          .of("job", "rpc_method")
          .summary("{{ $labels.rpc_method }} of {{ $labels.job }} is slow")
          .description("One call in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-grpc")
          .fires("2.425s", slow("shop.Stock/Get"))
          .isSilent(slow("grpc.health.v1.Health/Watch"))
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
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='OK'} +300
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='UNAVAILABLE', error_type='UNAVAILABLE'} +300
              """)
          .isSilent(
              """
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='OK'} +300
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='NOT_FOUND', error_type='NOT_FOUND'} +200
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='CANCELLED', error_type='CANCELLED'} +100
              """)
          .isSilent(
              """
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='OK'} +1
              rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='UNAVAILABLE', error_type='UNAVAILABLE'} +1
              """)
          .isSilent(
              """
              rpc_client_call_duration_seconds_count{rpc_system_name='aws-api', server_address='sqs'} +300
              rpc_client_call_duration_seconds_count{rpc_system_name='aws-api', server_address='sqs', error_type='500'} +300
              """);

  static final Alert DEADLINES_MISSED =
      Alert.warning("GrpcDeadlinesMissed", "grpc")
          .when(
              """
              job_server:rpc_client_deadlines_missed_per_call:ratio_rate5m > %limit
              and job_server:rpc_client_deadlines_missed:rate5m > 0.05
              """,
              0.01)
          .lasting("10m")
          .of("job", "server_address")
          .summary("{{ $labels.server_address }} misses the deadlines of {{ $labels.job }}")
          .description("{{ $value | humanizePercentage }} of the gRPC calls run out of time.")
          .board("sonde-grpc")
          .fires("10%", deadlines("+540", "+60"))
          .isSilent(deadlines("+59940", "+60"))
          .isSilent(deadlines("+1", "+1"));

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

  private static String slow(String method) {
    return """
    rpc_server_call_duration_seconds_count{rpc_method='%1$s'} +600
    rpc_server_call_duration_seconds_bucket{rpc_method='%1$s', le='1'} +0
    rpc_server_call_duration_seconds_bucket{rpc_method='%1$s', le='2.5'} +600
    rpc_server_call_duration_seconds_bucket{rpc_method='%1$s', le='+Inf'} +600
    """
        .formatted(method);
  }

  private static String deadlines(String kept, String missed) {
    return """
    rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='OK'} %s
    rpc_client_call_duration_seconds_count{rpc_system_name='grpc', server_address='stock', rpc_response_status_code='DEADLINE_EXCEEDED', error_type='DEADLINE_EXCEEDED'} %s
    """
        .formatted(kept, missed);
  }

  static RuleGroup recordings() {
    return new RuleGroup("sonde-grpc", "30s")
        .record(
            "job_method:rpc_server_call_duration_seconds_count:rate5m",
            "sum by (job, rpc_method) (rate(rpc_server_call_duration_seconds_count[5m]))")
        .record(
            "job:rpc_server_call_duration_seconds_count:rate5m",
            "sum by (job) (job_method:rpc_server_call_duration_seconds_count:rate5m)")
        .record(
            "job:rpc_server_errors_per_call:ratio_rate5m",
            """
            (
              sum by (job) (rate(rpc_server_call_duration_seconds_count{%s}[5m]))
              or job:rpc_server_call_duration_seconds_count:rate5m * 0
            )
              / (job:rpc_server_call_duration_seconds_count:rate5m > 0)
            """
                .replace("%s", FAILED_SERVED))
        .record(
            "job_method:rpc_server_call_duration_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, rpc_method, le) (rate(rpc_server_call_duration_seconds_bucket[5m])))
            """)
        .record(
            "job_server:rpc_client_call_duration_seconds_count:rate5m",
            "sum by (job, server_address) (rate(rpc_client_call_duration_seconds_count{rpc_system_name='grpc'}[5m]))")
        .record(
            "job_server:rpc_client_errors_per_call:ratio_rate5m",
            """
            (
              sum by (job, server_address) (rate(rpc_client_call_duration_seconds_count{rpc_system_name='grpc', %s}[5m]))
              or job_server:rpc_client_call_duration_seconds_count:rate5m * 0
            )
              / (job_server:rpc_client_call_duration_seconds_count:rate5m > 0)
            """
                .replace("%s", FAILED))
        .record(
            "job_server:rpc_client_deadlines_missed:rate5m",
            """
            sum by (job, server_address)
              (rate(rpc_client_call_duration_seconds_count{rpc_system_name='grpc', rpc_response_status_code='DEADLINE_EXCEEDED'}[5m]))
            or job_server:rpc_client_call_duration_seconds_count:rate5m * 0
            """)
        .record(
            "job_server:rpc_client_deadlines_missed_per_call:ratio_rate5m",
            """
            job_server:rpc_client_deadlines_missed:rate5m
              / (job_server:rpc_client_call_duration_seconds_count:rate5m > 0)
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
