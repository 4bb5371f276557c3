package dev.sonde.exporters.operations;

/** What a service calls: is it us or is it them. */
final class DependenciesBoard {

  private static final String SERVER = "{{db_system_name}} {{server_address}}";

  private static final String ADDRESS = "{{server_address}}";

  private DependenciesBoard() {}

  static Board board() {
    return new Board(
            "sonde-dependencies",
            "dependencies",
            "What a service calls, server by server: is it us or is it them")
        .byInstance()
        .row("By server")
        .panel(
            Panel.graph("Calls by server")
                .asks("Whom do we call, and how much? Operations a second.")
                .unit("ops")
                .query(
                    "sum by (db_system_name, server_address)"
                        + " (rate(db_client_operation_duration_seconds_count{%target}[$__rate_interval]))",
                    SERVER))
        .panel(
            Panel.graph("Share of failed calls by server")
                .asks("Whose calls fail? One server means them, all of them at once means us.")
                .smallShare()
                .query(
                    "(sum by (db_system_name, server_address)"
                        + " (rate(db_client_operation_duration_seconds_count{%target,"
                        + " error_type!=''}[$__rate_interval])) or sum by (db_system_name,"
                        + " server_address)"
                        + " (rate(db_client_operation_duration_seconds_count{%target}[$__rate_interval]))"
                        + " * 0) / sum by (db_system_name, server_address)"
                        + " (rate(db_client_operation_duration_seconds_count{%target}[$__rate_interval]))",
                    SERVER)
                .guardedBy(DatabaseRules.HIGH_ERROR_RATE, RedisRules.HIGH_ERROR_RATE))
        .panel(
            Panel.graph("Duration by server, 95th percentile")
                .asks("Who is slow? A dot is an exemplar that leads to the trace.")
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (db_system_name, server_address, le)"
                        + " (rate(db_client_operation_duration_seconds_bucket{%target}[$__rate_interval])))",
                    SERVER)
                .exemplars())
        .panel(
            Panel.graph("Connections that are lost")
                .asks("Is a server unreachable? Operations that failed because of the connection.")
                .unit("ops")
                .query(
                    "sum by (db_system_name, server_address)"
                        + " (rate(db_client_operation_duration_seconds_count{%target, error_type=~'"
                        + DatabaseRules.LOST
                        + "'}[$__rate_interval]))",
                    SERVER)
                .guardedBy(DatabaseRules.CONNECTIONS_LOST))
        .row("HTTP")
        .panel(
            Panel.graph("HTTP requests by server")
                .asks("Whom do we call, and how much? Redirects and retries count.")
                .unit("reqps")
                .query(
                    "sum by (server_address)"
                        + " (rate(http_client_request_duration_seconds_count{%target}[$__rate_interval]))",
                    ADDRESS))
        .panel(
            Panel.graph("Share of failed HTTP requests by server")
                .asks("Who does not answer, or with 5xx? A refusal, 4xx, is an answer.")
                .smallShare()
                .query(
                    "(sum by (server_address)"
                        + " (rate(http_client_request_duration_seconds_count{%target,"
                        + " error_type!='', error_type!~'4..'}[$__rate_interval])) or sum by"
                        + " (server_address)"
                        + " (rate(http_client_request_duration_seconds_count{%target}[$__rate_interval]))"
                        + " * 0) / sum by (server_address)"
                        + " (rate(http_client_request_duration_seconds_count{%target}[$__rate_interval]))",
                    ADDRESS)
                .guardedBy(HttpClientRules.HIGH_ERROR_RATE))
        .panel(
            Panel.graph("Duration of HTTP requests by server, 95th percentile")
                .asks("Who is slow? A dot is an exemplar that leads to the trace.")
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (server_address, le)"
                        + " (rate(http_client_request_duration_seconds_bucket{%target}[$__rate_interval])))",
                    ADDRESS)
                .guardedBy(HttpClientRules.HIGH_LATENCY)
                .exemplars())
        .panel(
            Panel.graph("HTTP requests in flight by server")
                .asks("Who lets us wait? What rises and does not come back is without an answer.")
                .unit("short")
                .query("sum by (server_address) (http_client_active_requests{%target})", ADDRESS))
        .panel(
            Panel.graph("Statuses of HTTP requests and what failed without one")
                .asks("What do they answer? Classes of exceptions are requests without an answer.")
                .size(24, 7)
                .unit("reqps")
                .query(
                    "sum by (server_address, http_response_status_code, error_type)"
                        + " (rate(http_client_request_duration_seconds_count{%target,"
                        + " error_type!=''}[$__rate_interval]))",
                    "{{server_address}} {{error_type}}"))
        .row("gRPC and S3")
        .panel(
            Panel.graph("gRPC calls by server")
                .asks("Whom do we call, and how much? Calls that ended, a second.")
                .unit("reqps")
                .query(
                    "sum by (job, server_address)"
                        + " (rate(rpc_client_call_duration_seconds_count{%target,"
                        + " rpc_system_name='grpc'}[$__rate_interval]))",
                    "{{job}} {{server_address}}")
                .drill("sonde-grpc"))
        .panel(
            Panel.graph("Share of failed gRPC calls by server")
                .asks("Who does not answer, or fails? NOT_FOUND and other refusals are answers.")
                .smallShare()
                .query(
                    "job_server:rpc_client_errors_per_call:ratio_rate5m{%job}",
                    "{{job}} {{server_address}}")
                .guardedBy(GrpcRules.CLIENT_HIGH_ERROR_RATE)
                .drill("sonde-grpc"))
        .panel(
            Panel.graph("S3 calls")
                .asks("What do we ask of S3, and how much? Calls a second with all their retries.")
                .unit("ops")
                .query(
                    "job_method:sonde_s3_client_operation_duration_seconds_count:rate5m{%job}",
                    "{{job}} {{rpc_method}}")
                .drill("sonde-s3"))
        .panel(
            Panel.graph("Share of failed S3 calls")
                .asks("Does S3 fail? After all retries; that an object is not there is an answer.")
                .smallShare()
                .query("job:s3_client_errors_per_operation:ratio_rate5m{%job}", "{{job}}")
                .guardedBy(S3Rules.HIGH_ERROR_RATE)
                .drill("sonde-s3"))
        .row("Their part in our requests")
        .panel(
            Panel.graph("Time in dependencies for a second of requests")
                .asks(
                    "Would a faster database make requests faster? Near 1 it would, near 0 the time"
                        + " is spent elsewhere; calls side by side add up to more.")
                .unit("percentunit")
                .query(
                    "sum by (db_system_name)"
                        + " (rate(db_client_operation_duration_seconds_sum{%target}[$__rate_interval]))"
                        + " / on () group_left ()"
                        + " sum(rate(http_server_request_duration_seconds_sum{%target}[$__rate_interval]))",
                    "{{db_system_name}}"))
        .panel(
            Panel.graph("Calls for each request")
                .asks(
                    "Do we call too often? A rise without a release is a cache that is gone or an"
                        + " N+1.")
                .unit("short")
                .query(
                    "sum by (db_system_name)"
                        + " (rate(db_client_operation_duration_seconds_count{%target}[$__rate_interval]))"
                        + " / on () group_left ()"
                        + " sum(rate(http_server_request_duration_seconds_count{%target}[$__rate_interval]))",
                    "{{db_system_name}}"));
  }
}
