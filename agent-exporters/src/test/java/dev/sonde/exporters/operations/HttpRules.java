package dev.sonde.exporters.operations;

/** Requests of HTTP servers, and what serves them. */
final class HttpRules {

  private static final String COUNT = "http_server_request_duration_seconds_count";

  static final Alert HIGH_ERROR_RATE =
      Alert.critical("HttpHighErrorRate", "http")
          .when(
              """
              job:http_server_request_errors_per_request:ratio_rate5m > %limit
              and job:http_server_request_duration_seconds_count:rate5m > 0.1
              """,
              0.05)
          .lasting("5m")
          .of("job")
          .summary("{{ $labels.job }} answers many 5xx")
          .description("{{ $value | humanizePercentage }} of the requests fail.")
          .board("sonde-red")
          .fires(
              "10%",
              """
              http_server_request_duration_seconds_count{http_response_status_code='200'} +540
              http_server_request_duration_seconds_count{http_response_status_code='500'} +60
              """)
          .isSilent(
              "http_server_request_duration_seconds_count{http_response_status_code='200'} +600")
          .isSilent(
              """
              http_server_request_duration_seconds_count{http_response_status_code='200'} +1
              http_server_request_duration_seconds_count{http_response_status_code='500'} +1
              """);

  static final Alert ROUTE_ERROR_RATE =
      Alert.warning("HttpRouteErrorRate", "http")
          .when(
              """
              job_route:http_server_request_errors_per_request:ratio_rate5m > %limit
              and job_route:http_server_request_duration_seconds_count:rate5m > 0.05
              """,
              0.25)
          .lasting("10m")
          .of("job", "http_request_method", "http_route")
          .summary("One route of {{ $labels.job }} fails")
          .description(
              "{{ $value | humanizePercentage }} of the requests for"
                  + " {{ $labels.http_request_method }} {{ $labels.http_route }} fail.")
          .board("sonde-red")
          .fires(
              "50%",
              """
              http_server_request_duration_seconds_count{http_request_method='GET', http_route='/pay', http_response_status_code='200'} +30
              http_server_request_duration_seconds_count{http_request_method='GET', http_route='/pay', http_response_status_code='503'} +30
              """)
          .isSilent(
              """
              http_server_request_duration_seconds_count{http_request_method='GET', http_route='/pay', http_response_status_code='404'} +30
              http_server_request_duration_seconds_count{http_request_method='GET', http_route='/pay', http_response_status_code='200'} +30
              """);

  static final Alert HIGH_LATENCY_P95 =
      Alert.warning("HttpHighLatencyP95", "http")
          .when(
              """
              job:http_server_request_duration_seconds:p95_5m > %limit
              and job:http_server_request_duration_seconds_count:rate5m > 0.1
              """,
              1)
          .lasting("10m")
          .of("job")
          .summary("{{ $labels.job }} is slow")
          .description("One request in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-red")
          .fires(
              "2.425s",
              """
              http_server_request_duration_seconds_count +600
              http_server_request_duration_seconds_bucket{le='1'} +0
              http_server_request_duration_seconds_bucket{le='2.5'} +600
              http_server_request_duration_seconds_bucket{le='+Inf'} +600
              """)
          .isSilent(
              """
              http_server_request_duration_seconds_count +600
              http_server_request_duration_seconds_bucket{le='0.5'} +590
              http_server_request_duration_seconds_bucket{le='2.5'} +600
              http_server_request_duration_seconds_bucket{le='+Inf'} +600
              """);

  static final Alert HIGH_LATENCY_P99 =
      Alert.warning("HttpHighLatencyP99", "http")
          .when(
              """
              job:http_server_request_duration_seconds:p99_5m > %limit
              and job:http_server_request_duration_seconds_count:rate5m > 1
              """,
              2.5)
          .lasting("10m")
          .of("job")
          .summary("A few requests to {{ $labels.job }} are very slow")
          .description(
              "One request in a hundred takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-red")
          .fires(
              "4.069s",
              """
              http_server_request_duration_seconds_count +600
              http_server_request_duration_seconds_bucket{le='2.5'} +580
              http_server_request_duration_seconds_bucket{le='5'} +596
              http_server_request_duration_seconds_bucket{le='+Inf'} +596
              """)
          .isSilent(
              """
              http_server_request_duration_seconds_count +600
              http_server_request_duration_seconds_bucket{le='1'} +598
              http_server_request_duration_seconds_bucket{le='5'} +600
              http_server_request_duration_seconds_bucket{le='+Inf'} +600
              """);

  static final Alert TRAFFIC_DROP =
      Alert.warning("HttpTrafficDrop", "http")
          .when(
              """
              job:http_server_request_duration_seconds_count:rate5m
                < %limit * (job:http_server_request_duration_seconds_count:rate5m offset 1h)
              and (job:http_server_request_duration_seconds_count:rate5m offset 1h) > 1
              """,
              0.3)
          .lasting("10m")
          .provenAfter(80)
          .of("job")
          .summary("{{ $labels.job }} lost most of its traffic")
          .description("{{ $value | printf \"%.3g\" }} requests a second are left.")
          .board("sonde-red")
          .fires("1", COUNT + "{http_response_status_code='200'} 0+600x60 36060+60x60")
          .isSilent(COUNT + "{http_response_status_code='200'} +600");

  static final Alert THREADS_SATURATED =
      Alert.warning("HttpServerThreadsSaturated", "http")
          .when("instance_connector:sonde_http_server_threads:utilization > %limit", 0.9)
          .lasting("5m")
          .of("job", "instance", "sonde_connector")
          .summary("The threads of {{ $labels.instance }} that serve requests are nearly all busy")
          .description(
              "{{ $value | humanizePercentage }} of the threads of {{ $labels.sonde_connector }}"
                  + " are busy.")
          .board("sonde-use")
          .fires(
              "95%",
              """
              sonde_http_server_threads{sonde_connector='http', sonde_thread_state='busy'} 190
              sonde_http_server_threads_max{sonde_connector='http'} 200
              """)
          .isSilent(
              """
              sonde_http_server_threads{sonde_connector='http', sonde_thread_state='busy'} 20
              sonde_http_server_threads{sonde_connector='http', sonde_thread_state='idle'} 180
              sonde_http_server_threads_max{sonde_connector='http'} 200
              """);

  static final Alert REQUESTS_QUEUED =
      Alert.warning("HttpServerRequestsQueued", "http")
          .when(
              "sum by (job, instance, sonde_connector) (sonde_http_server_queue_size) > %limit", 10)
          .lasting("5m")
          .of("job", "instance", "sonde_connector")
          .summary("Requests wait for a thread of {{ $labels.instance }}")
          .description(
              "{{ $value | printf \"%.3g\" }} wait in the queue of {{ $labels.sonde_connector }}.")
          .board("sonde-use")
          .fires("40", "sonde_http_server_queue_size{sonde_connector='http'} 40")
          .isSilent("sonde_http_server_queue_size{sonde_connector='http'} 0 30 0x40");

  static final Alert AUTH_FAILURES =
      Alert.warning("HttpAuthFailuresHigh", "http")
          .when(
              """
              sum by (job) (rate(http_server_request_duration_seconds_count{http_response_status_code=~'401|403'}[5m]))
                / (job:http_server_request_duration_seconds_count:rate5m > 0.5) > %limit
              """,
              0.2)
          .lasting("10m")
          .of("job")
          .summary("Many requests to {{ $labels.job }} are refused")
          .description("{{ $value | humanizePercentage }} of them are answered 401 or 403.")
          .board("sonde-red")
          .fires(
              "50%",
              """
              http_server_request_duration_seconds_count{http_response_status_code='401'} +300
              http_server_request_duration_seconds_count{http_response_status_code='200'} +300
              """)
          .isSilent(
              """
              http_server_request_duration_seconds_count{http_response_status_code='401'} +30
              http_server_request_duration_seconds_count{http_response_status_code='200'} +570
              """);

  static final Alert RATE_LIMITED =
      Alert.info("HttpRateLimitResponsesHigh", "http")
          .when(
              """
              sum by (job) (rate(http_server_request_duration_seconds_count{http_response_status_code='429'}[5m]))
                > %limit
              """,
              1)
          .lasting("10m")
          .of("job")
          .summary("{{ $labels.job }} turns clients away with 429")
          .description("{{ $value | printf \"%.3g\" }} a second.")
          .board("sonde-red")
          .fires("2", COUNT + "{http_response_status_code='429'} +120")
          .isSilent(COUNT + "{http_response_status_code='429'} +30");

  private HttpRules() {}

  static RuleGroup recordings() {
    return new RuleGroup("sonde-http", "30s")
        .record(
            "job:http_server_request_duration_seconds_count:rate5m",
            "sum by (job) (rate(http_server_request_duration_seconds_count[5m]))")
        .record(
            "job_route:http_server_request_duration_seconds_count:rate5m",
            """
            sum by (job, http_request_method, http_route) (rate(http_server_request_duration_seconds_count[5m]))
            """)
        .record(
            "job_status:http_server_request_duration_seconds_count:rate5m",
            """
            sum by (job, http_response_status_code) (rate(http_server_request_duration_seconds_count[5m]))
            """)
        .record(
            "job:http_server_request_errors:rate5m",
            """
            sum by (job) (rate(http_server_request_duration_seconds_count{http_response_status_code=~'5..'}[5m]))
            or job:http_server_request_duration_seconds_count:rate5m * 0
            """)
        .record(
            "job:http_server_request_errors_per_request:ratio_rate5m",
            """
            job:http_server_request_errors:rate5m
              / (job:http_server_request_duration_seconds_count:rate5m > 0)
            """)
        .record(
            "job_route:http_server_request_errors_per_request:ratio_rate5m",
            """
            sum by (job, http_request_method, http_route) (rate(http_server_request_duration_seconds_count{http_response_status_code=~'5..'}[5m]))
              / (job_route:http_server_request_duration_seconds_count:rate5m > 0)
            """)
        .record(
            "job_le:http_server_request_duration_seconds_bucket:rate5m",
            "sum by (job, le) (rate(http_server_request_duration_seconds_bucket[5m]))")
        .record(
            "job:http_server_request_duration_seconds:p95_5m",
            "histogram_quantile(0.95, job_le:http_server_request_duration_seconds_bucket:rate5m)")
        .record(
            "job:http_server_request_duration_seconds:p99_5m",
            "histogram_quantile(0.99, job_le:http_server_request_duration_seconds_bucket:rate5m)")
        .record(
            "job_route:http_server_request_duration_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, http_request_method, http_route, le) (rate(http_server_request_duration_seconds_bucket[5m])))
            """)
        .record("job:http_server_active_requests:sum", "sum by (job) (http_server_active_requests)")
        .record(
            "instance_connector:sonde_http_server_threads:utilization",
            """
            sum by (job, instance, sonde_connector) (sonde_http_server_threads{sonde_thread_state='busy'})
              / (sum by (job, instance, sonde_connector) (sonde_http_server_threads_max) > 0)
            """);
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-http", "1m")
        .alert(HIGH_ERROR_RATE, ROUTE_ERROR_RATE, HIGH_LATENCY_P95, HIGH_LATENCY_P99, TRAFFIC_DROP)
        .alert(THREADS_SATURATED, REQUESTS_QUEUED, AUTH_FAILURES, RATE_LIMITED);
  }
}
