package dev.sonde.exporters.operations;

/** Rate, errors and duration of requests by route. */
final class RedBoard {

  private static final String CHOSEN = "{%target, http_route=~'$http_route'}";

  private RedBoard() {}

  static Board board() {
    return new Board(
            "sonde-red", "requests by route", "Rate, errors and duration of HTTP requests by route")
        .byInstance()
        .by("http_route", "Route", "http_server_request_duration_seconds_count{%target}")
        .row("Rate")
        .panel(
            Panel.graph("Requests by route")
                .asks("What is asked for? Requests a second by method and route.")
                .unit("reqps")
                .query(
                    "sum by (http_request_method, http_route)"
                        + " (rate(http_server_request_duration_seconds_count"
                        + CHOSEN
                        + "[$__rate_interval]))",
                    "{{http_request_method}} {{http_route}}")
                .watchedBy(HttpRules.TRAFFIC_DROP))
        .panel(
            Panel.graph("Requests by status")
                .asks("How is it answered? Requests a second by status.")
                .unit("reqps")
                .query(
                    "sum by (http_response_status_code)"
                        + " (rate(http_server_request_duration_seconds_count"
                        + CHOSEN
                        + "[$__rate_interval]))",
                    "{{http_response_status_code}}"))
        .panel(
            Panel.graph("In flight")
                .asks("Does work pile up? Requests that have begun and not ended.")
                .unit("none")
                .query(
                    "sum by (job, instance) (http_server_active_requests{%target})",
                    "{{job}} {{instance}}"))
        .panel(
            Panel.table("Busiest routes")
                .asks("Which routes matter? The ten that are asked for most.")
                .unit("reqps")
                .query(
                    "topk(10, job_route:http_server_request_duration_seconds_count:rate5m{%job})"))
        .row("Errors")
        .panel(
            Panel.graph("Share of failed requests by route")
                .asks("Which route fails? Share of 5xx among its requests.")
                .smallShare()
                .query(
                    "sum by (http_request_method, http_route)"
                        + " (rate(http_server_request_duration_seconds_count{%target,"
                        + " http_route=~'$http_route',"
                        + " http_response_status_code=~'5..'}[$__rate_interval])) / sum by"
                        + " (http_request_method, http_route)"
                        + " (rate(http_server_request_duration_seconds_count"
                        + CHOSEN
                        + "[$__rate_interval]))",
                    "{{http_request_method}} {{http_route}}")
                .guardedBy(HttpRules.ROUTE_ERROR_RATE, HttpRules.HIGH_ERROR_RATE))
        .panel(
            Panel.graph("Errors by type")
                .asks("Why do they fail? The exception that left the application, or the status.")
                .unit("reqps")
                .query(
                    "sum by (error_type) (rate(http_server_request_duration_seconds_count{%target,"
                        + " http_route=~'$http_route', error_type!=''}[$__rate_interval]))",
                    "{{error_type}}"))
        .panel(
            Panel.graph("Refused")
                .asks("Are clients turned away? 4xx by status: 401 and 403 refuse, 429 limits.")
                .unit("reqps")
                .query(
                    "sum by (http_response_status_code)"
                        + " (rate(http_server_request_duration_seconds_count{%target,"
                        + " http_route=~'$http_route',"
                        + " http_response_status_code=~'4..'}[$__rate_interval]))",
                    "{{http_response_status_code}}")
                .watchedBy(HttpRules.AUTH_FAILURES, HttpRules.RATE_LIMITED))
        .panel(
            Panel.table("Routes that fail most")
                .asks("Where to begin? The ten routes with the greatest share of 5xx.")
                .unit("percentunit")
                .query(
                    "topk(10,"
                        + " job_route:http_server_request_errors_per_request:ratio_rate5m{%job})"))
        .row("Duration")
        .panel(
            Panel.graph("Percentiles")
                .asks(
                    "How long do requests take? A dot is an exemplar: a click on it opens the trace"
                        + " of such a request.")
                .unit("s")
                .query(quantile("0.5", "le"), "p50")
                .query(quantile("0.95", "le"), "p95")
                .query(quantile("0.99", "le"), "p99")
                .exemplars()
                .guardedBy(HttpRules.HIGH_LATENCY_P95, HttpRules.HIGH_LATENCY_P99))
        .panel(
            Panel.heatmap("Distribution")
                .asks("Are there two kinds of requests, fast ones and slow ones? Two bands say so.")
                .unit("s")
                .query(
                    "sum by (le) (increase(http_server_request_duration_seconds_bucket"
                        + CHOSEN
                        + "[$__rate_interval]))",
                    "{{le}}")
                .exemplars())
        .panel(
            Panel.graph("95th percentile by route")
                .asks("Which route is slow? One of its requests in twenty takes longer than this.")
                .unit("s")
                .query(
                    quantile("0.95", "http_request_method, http_route, le"),
                    "{{http_request_method}} {{http_route}}")
                .exemplars())
        .panel(
            Panel.table("Slowest routes")
                .asks("Where to begin? The ten with the greatest 95th percentile.")
                .unit("s")
                .query("topk(10, job_route:http_server_request_duration_seconds:p95_5m{%job})"))
        .row("Bodies")
        .panel(
            Panel.graph("Size of requests, 95th percentile")
                .asks("Do clients send large bodies? The bytes that were read of them.")
                .unit("bytes")
                .query(
                    "histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(http_server_request_body_size_bytes_bucket"
                        + CHOSEN
                        + "[$__rate_interval])))",
                    "{{job}}"))
        .panel(
            Panel.graph("Size of responses, 95th percentile")
                .asks("Are answers large? The bytes that were sent.")
                .unit("bytes")
                .query(
                    "histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(http_server_response_body_size_bytes_bucket"
                        + CHOSEN
                        + "[$__rate_interval])))",
                    "{{job}}"));
  }

  private static String quantile(String which, String by) {
    return "histogram_quantile("
        + which
        + ", sum by ("
        + by
        + ") (rate(http_server_request_duration_seconds_bucket"
        + CHOSEN
        + "[$__rate_interval])))";
  }
}
