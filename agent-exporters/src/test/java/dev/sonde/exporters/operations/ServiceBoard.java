package dev.sonde.exporters.operations;

/** One service on one page. */
final class ServiceBoard {

  private ServiceBoard() {}

  static Board board() {
    return new Board(
            "sonde-service",
            "service",
            "One service on one page: its requests, its server, its JVM")
        .byInstance()
        .row("Requests")
        .panel(
            Panel.graph("Requests by route")
                .asks("What is asked for? Requests a second by route, and gRPC calls by method.")
                .unit("reqps")
                .query(
                    "sum by (http_request_method, http_route)"
                        + " (rate(http_server_request_duration_seconds_count{%target}[$__rate_interval]))",
                    "{{http_request_method}} {{http_route}}")
                .query(
                    "sum by (rpc_method)"
                        + " (rate(rpc_server_call_duration_seconds_count{%target}[$__rate_interval]))",
                    "{{rpc_method}}"))
        .panel(
            Panel.graph("Failed requests")
                .asks("What fails, and how? Answers with a 5xx, and failed gRPC calls, by status.")
                .unit("reqps")
                .query(
                    "sum by (http_response_status_code)"
                        + " (rate(http_server_request_duration_seconds_count{%target,"
                        + " http_response_status_code=~'5..'}[$__rate_interval]))",
                    "{{http_response_status_code}}")
                .query(
                    "sum by (rpc_response_status_code)"
                        + " (rate(rpc_server_call_duration_seconds_count{%target, "
                        + GrpcRules.FAILED_SERVED
                        + "}[$__rate_interval]))",
                    "{{rpc_response_status_code}}"))
        .panel(
            Panel.graph("Duration, 95th percentile by route")
                .asks(
                    "Which route is slow? A dot is an exemplar: it leads to the trace of a"
                        + " request.")
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (http_request_method, http_route, le)"
                        + " (rate(http_server_request_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{http_request_method}} {{http_route}}")
                .query(
                    "histogram_quantile(0.95, sum by (rpc_method, le)"
                        + " (rate(rpc_server_call_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{rpc_method}}")
                .exemplars())
        .panel(
            Panel.graph("Requests in flight")
                .asks("Does work pile up? Requests and gRPC calls that have begun and not ended.")
                .unit("none")
                .query(
                    "sum by (job, instance) (http_server_active_requests{%target})",
                    "{{job}} {{instance}}")
                .query(
                    "sum by (job, instance) (sonde_rpc_server_active_calls{%target})",
                    "{{job}} {{instance}} gRPC"))
        .row("The server")
        .panel(
            Panel.graph("Server threads that are busy")
                .asks("Do the threads suffice? At the limit, requests wait.")
                .upToOne()
                .query(
                    "instance_connector:sonde_http_server_threads:utilization{%target}",
                    "{{instance}} {{sonde_connector}}")
                .guardedBy(HttpRules.THREADS_SATURATED))
        .panel(
            Panel.graph("Waiting for a server thread")
                .asks("Do requests wait before anything serves them?")
                .unit("none")
                .query(
                    "sum by (job, instance, sonde_connector)"
                        + " (sonde_http_server_queue_size{%target})",
                    "{{instance}} {{sonde_connector}}")
                .guardedBy(HttpRules.REQUESTS_QUEUED))
        .panel(
            Panel.graph("Open connections")
                .asks("How many clients are connected?")
                .unit("none")
                .query(
                    "sum by (job, instance, sonde_connector)"
                        + " (sonde_http_server_connections{%target})",
                    "{{instance}} {{sonde_connector}}"))
        .panel(
            Panel.graph("Bytes sent in responses")
                .asks("Which route sends most? Bytes a second, as they were sent.")
                .unit("Bps")
                .query(
                    "sum by (http_request_method, http_route)"
                        + " (rate(http_server_response_body_size_bytes_sum{%target}[$__rate_interval]))",
                    "{{http_request_method}} {{http_route}}"))
        .row("The JVM")
        .panel(
            Panel.graph("Heap in use")
                .asks("How much heap is in use? A saw is healthy; its lower edge should not rise.")
                .unit("bytes")
                .query(
                    "sum by (job, instance) (jvm_memory_used_bytes{%target,"
                        + " jvm_memory_type='heap'})",
                    "{{job}} {{instance}}"))
        .panel(
            Panel.graph("Time in garbage collection")
                .asks("How much does the application stand still for garbage? Share of the time.")
                .smallShare()
                .query(
                    "instance:jvm_gc_duration_seconds:ratio_rate5m{%target}",
                    "{{job}} {{instance}}")
                .guardedBy(JvmRules.GC_TIME_HIGH))
        .panel(
            Panel.graph("CPU of the process")
                .asks("How many processors does it keep busy? CPU seconds a second.")
                .unit("short")
                .query(
                    "sum by (job, instance)"
                        + " (rate(jvm_cpu_time_seconds_total{%target}[$__rate_interval]))",
                    "{{job}} {{instance}}"))
        .panel(
            Panel.graph("CPU of the agent's own threads")
                .asks("What does the agent take of it? CPU seconds a second.")
                .unit("short")
                .query(
                    "sum by (job, instance)"
                        + " (rate(sonde_self_cpu_time_seconds_total{%target}[$__rate_interval]))",
                    "{{job}} {{instance}}"));
  }
}
