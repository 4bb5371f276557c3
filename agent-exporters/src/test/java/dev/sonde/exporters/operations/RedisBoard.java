package dev.sonde.exporters.operations;

/** Commands of Redis clients, and what they find. */
final class RedisBoard {

  private RedisBoard() {}

  static Board board() {
    return new Board(
            "sonde-redis", "Redis", "Commands, latency, errors, hits and misses, connections")
        .byInstance()
        .row("Commands")
        .panel(
            Panel.graph("Commands")
                .asks("What is asked of Redis? Commands a second; a pipeline is one.")
                .unit("ops")
                .query(
                    "sum by (db_operation_name)"
                        + " (rate(db_client_operation_duration_seconds_count{%target,"
                        + " db_system_name='redis'}[$__rate_interval]))",
                    "{{db_operation_name}}"))
        .panel(
            Panel.graph("Share of failed commands")
                .asks("Do commands fail? Error replies and connections that broke.")
                .smallShare()
                .query(
                    "job_system:db_client_errors_per_operation:ratio_rate5m{%job,"
                        + " db_system_name='redis'}",
                    "{{job}}")
                .guardedBy(RedisRules.HIGH_ERROR_RATE))
        .panel(
            Panel.graph("Percentiles")
                .asks(
                    "How long do commands take? A dot is an exemplar: a click on it opens the trace"
                        + " that the command was a part of.")
                .unit("s")
                .query(quantile("0.5", "le"), "p50")
                .query(quantile("0.95", "le"), "p95")
                .query(quantile("0.99", "le"), "p99")
                .exemplars()
                .guardedBy(RedisRules.HIGH_LATENCY))
        .panel(
            Panel.graph("95th percentile by command")
                .asks("Which command is slow? KEYS, large HGETALL and scripts are the usual ones.")
                .unit("s")
                .query(quantile("0.95", "db_operation_name, le"), "{{db_operation_name}}")
                .exemplars())
        .panel(
            Panel.graph("Errors by code")
                .asks("What does Redis complain of? OOM, READONLY, or the client's own exceptions.")
                .unit("ops")
                .query(
                    "sum by (error_type) (rate(db_client_operation_duration_seconds_count{%target,"
                        + " db_system_name='redis', error_type!=''}[$__rate_interval]))",
                    "{{error_type}}")
                .watchedBy(DatabaseRules.CONNECTIONS_LOST))
        .panel(
            Panel.graph("In flight")
                .asks("Do commands pile up? Those that wait for a reply at the moment.")
                .unit("none")
                .query(
                    "sum by (instance) (sonde_db_client_active_operations{%target,"
                        + " db_system_name='redis'})",
                    "{{instance}}"))
        .row("As a cache")
        .panel(
            Panel.gauge("Hit rate")
                .asks("Is the cache worth it? Share of the lookups that find something.")
                .upToOne()
                .query("job:redis_key_lookups_hit:ratio_rate5m{%job}", "{{job}}")
                .guardedBy(RedisRules.HIT_RATE_LOW))
        .panel(
            Panel.graph("Lookups")
                .asks("How much is looked up, and found? Keys and fields a second.")
                .size(18, 6)
                .unit("ops")
                .query(
                    "sum by (db_operation_name, sonde_lookup_result)"
                        + " (rate(sonde_redis_client_key_lookups_total{%target}[$__rate_interval]))",
                    "{{db_operation_name}} {{sonde_lookup_result}}"))
        .row("Batches and waits")
        .panel(
            Panel.graph("Size of pipelines and transactions, 95th percentile")
                .asks(
                    "Are commands sent together? Small pipelines save little, huge ones block"
                        + " others.")
                .unit("none")
                .query(
                    "histogram_quantile(0.95, sum by (db_operation_name, le)"
                        + " (rate(sonde_db_client_batch_size_bucket{%target,"
                        + " db_system_name='redis'}[$__rate_interval])))",
                    "{{db_operation_name}}"))
        .panel(
            Panel.graph("Commands that wait by intent, 95th percentile")
                .asks(
                    "How long do BLPOP, XREAD BLOCK and their like wait? They are in no panel"
                        + " above.")
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (db_operation_name, le)"
                        + " (rate(sonde_redis_client_blocking_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{db_operation_name}}"))
        .row("Connections")
        .panel(
            Panel.graph("Open connections")
                .asks(
                    "How many connections are open? A line that only rises is a client made anew.")
                .size(24, 7)
                .unit("none")
                .query(
                    "sum by (instance, server_address) (sonde_redis_client_connections{%target})",
                    "{{instance}} {{server_address}}"))
        .panel(
            Panel.graph("Reconnects")
                .asks("Do connections break? Those that were opened once more, a second.")
                .unit("ops")
                .query(
                    "job_server:sonde_redis_client_reconnects:rate5m{%job}",
                    "{{job}} {{server_address}}")
                .guardedBy(RedisRules.RECONNECTING))
        .panel(
            Panel.graph("Redirects of a cluster")
                .asks(
                    "Does the client know where keys are? MOVED after a failover is normal, for"
                        + " long not.")
                .unit("ops")
                .query(
                    "sum by (sonde_redis_redirect)"
                        + " (rate(sonde_redis_client_redirects_total{%target}[$__rate_interval]))",
                    "{{sonde_redis_redirect}}")
                .guardedBy(RedisRules.REDIRECTED));
  }

  private static String quantile(String which, String by) {
    return "histogram_quantile("
        + which
        + ", sum by ("
        + by
        + ") (rate(db_client_operation_duration_seconds_bucket{%target,"
        + " db_system_name='redis'}[$__rate_interval])))";
  }
}
