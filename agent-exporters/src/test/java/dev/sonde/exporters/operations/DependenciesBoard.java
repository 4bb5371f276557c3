package dev.sonde.exporters.operations;

/** What a service calls: is it us or is it them. */
final class DependenciesBoard {

  private static final String SERVER = "{{db_system_name}} {{server_address}}";

  private DependenciesBoard() {}

  static Board board() {
    return new Board(
            "sonde-dependencies",
            "dependencies",
            "What a service calls, database by database: is it us or is it them")
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
