package dev.sonde.exporters.operations;

/** Calls of gRPC, served and made. */
final class GrpcBoard {

  private static final String CHOSEN = "{%target, rpc_method=~'$rpc_method'";

  /** Calls of other kinds are in the same metric. */
  private static final String CHOSEN_MADE = CHOSEN + ", rpc_system_name='grpc'";

  private GrpcBoard() {}

  static Board board() {
    return new Board("sonde-grpc", "gRPC", "Calls by method and status, served and made")
        .byInstance()
        .by(
            "rpc_method",
            "Method",
            "{__name__=~'rpc_(server|client)_call_duration_seconds_count', %target}")
        .row("Served")
        .panel(
            Panel.graph("Calls served")
                .asks("What is asked of us? Calls that ended, a second, by method.")
                .unit("reqps")
                .query(
                    "sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{rpc_method}}"))
        .panel(
            Panel.graph("Share of failed calls served")
                .asks("Do we fail? What tells callers that they are wrong is no failure of ours.")
                .smallShare()
                .query("job:rpc_server_errors_per_call:ratio_rate5m{%job}", "{{job}}")
                .guardedBy(GrpcRules.SERVER_HIGH_ERROR_RATE))
        .panel(
            Panel.graph("Percentiles of calls served")
                .asks(
                    "How long do callers wait? A dot is an exemplar: a click on it opens the"
                        + " trace. A stream lasts as long as it is open.")
                .unit("s")
                .query(quantile("0.5", "server", "le"), "p50")
                .query(quantile("0.95", "server", "le"), "p95")
                .query(quantile("0.99", "server", "le"), "p99")
                .exemplars())
        .panel(
            Panel.graph("95th percentile of calls served by method")
                .asks("Which method is slow? A dot is an exemplar that leads to the trace.")
                .unit("s")
                .query(quantile("0.95", "server", "rpc_method, le"), "{{rpc_method}}")
                .exemplars()
                .guardedBy(GrpcRules.SERVER_HIGH_LATENCY))
        .panel(
            Panel.graph("Statuses of calls served")
                .asks("How do we answer? A new colour is news.")
                .unit("reqps")
                .query(
                    "sum by (rpc_response_status_code) (rate(rpc_server_call_duration_seconds_count"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{rpc_response_status_code}}"))
        .panel(
            Panel.graph("Served calls in flight")
                .asks("Do calls pile up? Those that are being served now, open streams among them.")
                .unit("none")
                .query(
                    "sum by (rpc_method) (sonde_rpc_server_active_calls" + CHOSEN + "})",
                    "{{rpc_method}}"))
        .panel(
            Panel.graph("Messages of served calls")
                .asks("How much goes through streams? Messages a second, each way.")
                .size(24, 7)
                .unit("ops")
                .query(
                    "sum by (rpc_method, network_io_direction)"
                        + " (rate(sonde_rpc_server_messages_total"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{rpc_method}} {{network_io_direction}}"))
        .row("Made")
        .panel(
            Panel.graph("Calls made")
                .asks("Whom do we ask, and for what? Calls that ended, a second.")
                .unit("reqps")
                .query(
                    "sum by (server_address, rpc_method) (rate(rpc_client_call_duration_seconds_count"
                        + CHOSEN_MADE
                        + "}[$__rate_interval]))",
                    "{{server_address}} {{rpc_method}}"))
        .panel(
            Panel.graph("Share of failed calls made")
                .asks("Whose calls fail? NOT_FOUND and other refusals are answers.")
                .smallShare()
                .query(
                    "job_server:rpc_client_errors_per_call:ratio_rate5m{%job}",
                    "{{job}} {{server_address}}")
                .guardedBy(GrpcRules.CLIENT_HIGH_ERROR_RATE))
        .panel(
            Panel.graph("95th percentile of calls made by method")
                .asks("Who lets us wait? Compare with what the server says: the rest is the way.")
                .unit("s")
                .query(
                    quantile("0.95", "client", "server_address, rpc_method, le"),
                    "{{server_address}} {{rpc_method}}")
                .exemplars())
        .panel(
            Panel.graph("Statuses of calls made")
                .asks("What are we answered? UNAVAILABLE is also what never reached the server.")
                .unit("reqps")
                .query(
                    "sum by (rpc_response_status_code) (rate(rpc_client_call_duration_seconds_count"
                        + CHOSEN_MADE
                        + "}[$__rate_interval]))",
                    "{{rpc_response_status_code}}"))
        .panel(
            Panel.graph("Share of calls that miss their deadline")
                .asks("Do we give up before they answer? Calls that ran out of time.")
                .smallShare()
                .query(
                    "job_server:rpc_client_deadlines_missed_per_call:ratio_rate5m{%job}",
                    "{{job}} {{server_address}}")
                .guardedBy(GrpcRules.DEADLINES_MISSED))
        .panel(
            Panel.graph("Made calls in flight")
                .asks("Do we wait for someone? What rises and does not come back has no deadline.")
                .unit("none")
                .query(
                    "sum by (rpc_method) (sonde_rpc_client_active_calls" + CHOSEN + "})",
                    "{{rpc_method}}"))
        .panel(
            Panel.graph("Messages of made calls")
                .asks("How much goes through our streams? Messages a second, each way.")
                .size(24, 7)
                .unit("ops")
                .query(
                    "sum by (rpc_method, network_io_direction)"
                        + " (rate(sonde_rpc_client_messages_total"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{rpc_method}} {{network_io_direction}}"))
        .row("Connections")
        .panel(
            Panel.graph("Connections of channels by state")
                .asks(
                    "Is a server reachable? Those in transient_failure are not open and wait for"
                        + " their next attempt.")
                .unit("none")
                .query(
                    "sum by (server_address, sonde_connection_state)"
                        + " (sonde_rpc_client_connections{%target})",
                    "{{server_address}} {{sonde_connection_state}}"))
        .panel(
            Panel.graph("Reconnects")
                .asks("Do connections break? Those that were lost and opened once more, a second.")
                .unit("ops")
                .query(
                    "job_server:sonde_rpc_client_reconnects:rate5m{%job}",
                    "{{job}} {{server_address}}")
                .guardedBy(GrpcRules.RECONNECTING));
  }

  private static String quantile(String which, String side, String by) {
    return "histogram_quantile("
        + which
        + ", sum by ("
        + by
        + ") (rate(rpc_"
        + side
        + "_call_duration_seconds_bucket"
        + (side.equals("client") ? CHOSEN_MADE : CHOSEN)
        + "}[$__rate_interval])))";
  }
}
