package dev.sonde.exporters.operations;

/** Statements, what they cost, and the pools that lend connections to them. */
final class DatabasesBoard {

  private static final String CHOSEN =
      "{%target, db_system_name=~'$db_system_name', db_system_name!='redis'}";
  private static final String POOL = "{{instance}} {{db_client_connection_pool_name}}";

  private DatabasesBoard() {}

  static Board board() {
    return new Board(
            "sonde-databases",
            "databases and pools",
            "JDBC: statements, errors, transactions, N+1; connection pools and leaks")
        .byInstance()
        .by(
            "db_system_name",
            "Database",
            "db_client_operation_duration_seconds_count{%target, db_system_name!='redis'}")
        .row("Statements")
        .panel(
            Panel.graph("Statements")
                .asks("What does the application ask of its databases? Statements a second.")
                .unit("ops")
                .query(
                    "sum by (db_system_name, db_operation_name)"
                        + " (rate(db_client_operation_duration_seconds_count"
                        + CHOSEN
                        + "[$__rate_interval]))",
                    "{{db_system_name}} {{db_operation_name}}"))
        .panel(
            Panel.graph("Share of failed statements")
                .asks("Do statements fail? Without constraints that were violated.")
                .smallShare()
                .query(
                    "job_system:db_client_errors_per_operation:ratio_rate5m{%job,"
                        + " db_system_name!='redis'}",
                    "{{job}} {{db_system_name}}")
                .guardedBy(DatabaseRules.HIGH_ERROR_RATE))
        .panel(
            Panel.graph("Percentiles")
                .asks(
                    "How long do statements take? A dot is an exemplar: a click on it opens the"
                        + " trace that the statement was a part of.")
                .unit("s")
                .query(quantile("0.5"), "{{db_system_name}} p50")
                .query(quantile("0.95"), "{{db_system_name}} p95")
                .query(quantile("0.99"), "{{db_system_name}} p99")
                .exemplars()
                .guardedBy(DatabaseRules.HIGH_LATENCY))
        .panel(
            Panel.graph("Errors by code")
                .asks("What do the databases complain of? Their own codes.")
                .unit("ops")
                .query(
                    "sum by (db_system_name, error_type)"
                        + " (rate(db_client_operation_duration_seconds_count{%target,"
                        + " db_system_name=~'$db_system_name', db_system_name!='redis',"
                        + " error_type!=''}[$__rate_interval]))",
                    "{{db_system_name}} {{error_type}}")
                .watchedBy(DatabaseRules.CONNECTIONS_LOST))
        .panel(
            Panel.table("Where the time goes")
                .asks("Which statements cost most? Seconds spent a second, all threads together.")
                .size(12, 10)
                .unit("s")
                .query(
                    "topk(20, job_summary:db_client_operation_duration_seconds_sum:rate5m{%job,"
                        + " db_system_name!='redis'})"))
        .panel(
            Panel.graph("Slow statements")
                .asks("Which statements take longer than sonde.jdbc.slow-threshold?")
                .size(12, 10)
                .unit("ops")
                .query(
                    "sum by (db_query_summary)"
                        + " (rate(sonde_db_client_slow_operations_total{%target}[$__rate_interval]))",
                    "{{db_query_summary}}")
                .guardedBy(DatabaseRules.SLOW_STATEMENTS))
        .row("What the application does with them")
        .panel(
            Panel.table("N+1")
                .asks(
                    "Which route executes one statement again and again? Such requests a second;"
                        + " the statement belongs into one query.")
                .unit("reqps")
                .query(
                    "sum by (job, http_route, db_query_summary)"
                        + " (rate(sonde_db_client_n_plus_one_total{%target}[15m]) > 0)")
                .guardedBy(DatabaseRules.N_PLUS_ONE))
        .panel(
            Panel.graph("Transactions")
                .asks("How many transactions end well? By outcome.")
                .unit("ops")
                .query(
                    "sum by (sonde_db_transaction_outcome)"
                        + " (rate(sonde_db_client_transaction_duration_seconds_count{%target}[$__rate_interval]))",
                    "{{sonde_db_transaction_outcome}}")
                .watchedBy(DatabaseRules.ROLLBACKS))
        .panel(
            Panel.graph("Duration of transactions, 95th percentile")
                .asks("Do transactions hold locks for long?")
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (db_system_name, le)"
                        + " (rate(sonde_db_client_transaction_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{db_system_name}}")
                .exemplars())
        .panel(
            Panel.graph("In flight")
                .asks("Do statements pile up? Those that are executing at the moment.")
                .unit("none")
                .query(
                    "sum by (instance, db_system_name) (sonde_db_client_active_operations{%target,"
                        + " db_system_name!='redis'})",
                    "{{instance}} {{db_system_name}}"))
        .panel(
            Panel.graph("Rows returned, 95th percentile")
                .asks("Does somebody read a whole table? Rows of a result.")
                .size(8, 8)
                .unit("none")
                .query(
                    "histogram_quantile(0.95, sum by (db_collection_name, le)"
                        + " (rate(db_client_response_returned_rows_bucket"
                        + CHOSEN
                        + "[$__rate_interval])))",
                    "{{db_collection_name}}"))
        .panel(
            Panel.graph("Reading of results, 95th percentile")
                .asks("Is a fast query read slowly? From a result's opening to its end.")
                .size(8, 8)
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (db_collection_name, le)"
                        + " (rate(sonde_db_client_fetch_duration_seconds_bucket"
                        + CHOSEN
                        + "[$__rate_interval])))",
                    "{{db_collection_name}}"))
        .panel(
            Panel.graph("Rows changed")
                .asks("How much is written? Rows a second.")
                .size(8, 8)
                .unit("ops")
                .query(
                    "sum by (db_operation_name, db_collection_name)"
                        + " (rate(sonde_db_client_affected_rows_total"
                        + CHOSEN
                        + "[$__rate_interval]))",
                    "{{db_operation_name}} {{db_collection_name}}"))
        .panel(
            Panel.graph("Size of batches, 95th percentile")
                .asks("Are batches used, and are they large enough to be worth it?")
                .unit("none")
                .query(
                    "histogram_quantile(0.95, sum by (db_operation_name, le)"
                        + " (rate(sonde_db_client_batch_size_bucket"
                        + CHOSEN
                        + "[$__rate_interval])))",
                    "{{db_operation_name}}"))
        .row("Connection pools")
        .panel(
            Panel.graph("Connections in use")
                .asks("Do the connections suffice? Share of each pool.")
                .upToOne()
                .query("instance_pool:db_client_connection_used:utilization{%target}", POOL)
                .guardedBy(DatabaseRules.POOL_HIGH, DatabaseRules.POOL_CRITICAL))
        .panel(
            Panel.graph("Connections by state")
                .asks("How large are the pools really? Used, idle and the most there may be.")
                .unit("none")
                .query(
                    "sum by (instance, db_client_connection_pool_name, db_client_connection_state)"
                        + " (db_client_connection_count{%target})",
                    POOL + " {{db_client_connection_state}}")
                .query(
                    "sum by (instance, db_client_connection_pool_name)"
                        + " (db_client_connection_max{%target})",
                    POOL + " max"))
        .panel(
            Panel.graph("Waiting for a connection")
                .asks("Do threads wait for a pool at this moment?")
                .unit("none")
                .query(
                    "sum by (instance, db_client_connection_pool_name)"
                        + " (db_client_connection_pending_requests{%target})",
                    POOL)
                .guardedBy(DatabaseRules.POOL_WAITING))
        .panel(
            Panel.graph("Waited in vain")
                .asks("Do callers get no connection at all? Each of them is an error for somebody.")
                .unit("ops")
                .query(
                    "job_pool:db_client_connection_timeouts:rate5m{%job}",
                    "{{job}} {{db_client_connection_pool_name}}")
                .guardedBy(DatabaseRules.POOL_TIMEOUTS))
        .panel(
            Panel.graph("Time to get a connection, 95th percentile")
                .asks(
                    "How long do callers wait? Above some milliseconds the pool is the bottleneck.")
                .size(8, 8)
                .unit("s")
                .query(
                    "job_pool:db_client_connection_wait_time_seconds:p95_5m{%job}",
                    "{{job}} {{db_client_connection_pool_name}}"))
        .panel(
            Panel.graph("Time that connections are held, 95th percentile")
                .asks(
                    "Are they held for longer than statements take? Then not the pool is too"
                        + " small.")
                .size(8, 8)
                .unit("s")
                .query(
                    "job_pool:db_client_connection_use_time_seconds:p95_5m{%job}",
                    "{{job}} {{db_client_connection_pool_name}}"))
        .panel(
            Panel.graph("Time to open a connection, 95th percentile")
                .asks("Is the database slow to let in?")
                .size(8, 8)
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (db_client_connection_pool_name, le)"
                        + " (rate(db_client_connection_create_time_seconds_bucket{%target}[$__rate_interval])))",
                    "{{db_client_connection_pool_name}}"))
        .panel(
            Panel.graph("Leaks")
                .asks(
                    "Who does not give connections back? Those held for longer than"
                        + " sonde.jdbc.leak-threshold; the agent's log names the place.")
                .size(24, 8)
                .unit("none")
                .query(
                    "sum by (instance, db_client_connection_pool_name)"
                        + " (increase(sonde_db_client_connection_leaks_total{%target}[$__rate_interval]))",
                    POOL)
                .guardedBy(DatabaseRules.LEAKS));
  }

  private static String quantile(String which) {
    return "histogram_quantile("
        + which
        + ", sum by (db_system_name, le) (rate(db_client_operation_duration_seconds_bucket"
        + CHOSEN
        + "[$__rate_interval])))";
  }
}
