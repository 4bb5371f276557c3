package dev.sonde.exporters.operations;

/**
 * Requests that a service sends. A refusal by the other side, 4xx, is an answer: what fails has
 * none, or 5xx.
 */
final class HttpClientRules {

  private static final String FAILED = "error_type!='', error_type!~'4..'";

  static final Alert HIGH_ERROR_RATE =
      Alert.warning("HttpClientHighErrorRate", "http")
          .when(
              """
              job_server:http_client_request_errors_per_request:ratio_rate5m > %limit
              and job_server:http_client_request_duration_seconds_count:rate5m > 0.1
              """,
              0.1)
          .lasting("5m")
          .of("job", "server_address")
          .summary("Requests of {{ $labels.job }} to {{ $labels.server_address }} fail")
          .description("{{ $value | humanizePercentage }} of them fail.")
          .board("sonde-dependencies")
          .fires(
              "50%",
              """
              http_client_request_duration_seconds_count{server_address='pay', http_response_status_code='200'} +300
              http_client_request_duration_seconds_count{server_address='pay', error_type='java.net.ConnectException'} +300
              """)
          .isSilent(
              """
              http_client_request_duration_seconds_count{server_address='pay', http_response_status_code='200'} +300
              http_client_request_duration_seconds_count{server_address='pay', http_response_status_code='404', error_type='404'} +300
              """);

  static final Alert HIGH_LATENCY =
      Alert.warning("HttpClientHighLatency", "http")
          .when(
              """
              job_server:http_client_request_duration_seconds:p95_5m > %limit
              and job_server:http_client_request_duration_seconds_count:rate5m > 0.1
              """,
              2)
          .lasting("10m")
          .of("job", "server_address")
          .summary("{{ $labels.server_address }} is slow for {{ $labels.job }}")
          .description("One request in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-dependencies")
          .fires(
              "4.875s",
              """
              http_client_request_duration_seconds_count{server_address='pay'} +600
              http_client_request_duration_seconds_bucket{server_address='pay', le='2.5'} +0
              http_client_request_duration_seconds_bucket{server_address='pay', le='5'} +600
              http_client_request_duration_seconds_bucket{server_address='pay', le='+Inf'} +600
              """)
          .isSilent(
              """
              http_client_request_duration_seconds_count{server_address='pay'} +600
              http_client_request_duration_seconds_bucket{server_address='pay', le='0.5'} +600
              http_client_request_duration_seconds_bucket{server_address='pay', le='+Inf'} +600
              """);

  private HttpClientRules() {}

  static RuleGroup recordings() {
    return new RuleGroup("sonde-http-client", "30s")
        .record(
            "job_server:http_client_request_duration_seconds_count:rate5m",
            "sum by (job, server_address) (rate(http_client_request_duration_seconds_count[5m]))")
        .record(
            "job_server:http_client_request_errors_per_request:ratio_rate5m",
            """
            (
              sum by (job, server_address) (rate(http_client_request_duration_seconds_count{%s}[5m]))
              or job_server:http_client_request_duration_seconds_count:rate5m * 0
            )
              / (job_server:http_client_request_duration_seconds_count:rate5m > 0)
            """
                .replace("%s", FAILED))
        .record(
            "job_server:http_client_request_duration_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, server_address, le) (rate(http_client_request_duration_seconds_bucket[5m])))
            """);
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-http-client", "1m").alert(HIGH_ERROR_RATE, HIGH_LATENCY);
  }
}
