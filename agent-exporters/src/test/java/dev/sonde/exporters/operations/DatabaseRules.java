package dev.sonde.exporters.operations;

/** Statements of databases, and the pools that lend connections to them. */
final class DatabaseRules {

  /**
   * What databases call a duplicate key or a missing parent: the application's answer to it is its
   * business, and the database works. SQLState, MySQL and MariaDB, SQL Server, Oracle.
   */
  static final String CONSTRAINTS = "23...|1062|1451|1452|2601|2627|547|1|2291|2292";

  /** What an operation fails with when its connection broke: SQLStates, and exceptions. */
  static final String LOST = "08...|57P0.|.*(Connect|Communications|SocketTimeout|EOF).*";

  static final Alert HIGH_ERROR_RATE =
      Alert.critical("DatabaseHighErrorRate", "db")
          .when(
              """
              job_system:db_client_errors_per_operation:ratio_rate5m{db_system_name!='redis'} > %limit
              and job_system:db_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              0.05)
          .lasting("5m")
          .of("job", "db_system_name")
          .summary("Statements of {{ $labels.job }} on {{ $labels.db_system_name }} fail")
          .description("{{ $value | humanizePercentage }} of them fail.")
          .board("sonde-databases")
          .fires(
              "10%",
              """
              db_client_operation_duration_seconds_count{db_system_name='postgresql'} +540
              db_client_operation_duration_seconds_count{db_system_name='postgresql', error_type='53300'} +60
              """)
          .isSilent(
              """
              db_client_operation_duration_seconds_count{db_system_name='postgresql'} +540
              db_client_operation_duration_seconds_count{db_system_name='postgresql', error_type='23505'} +60
              """);

  static final Alert CONNECTIONS_LOST =
      Alert.critical("DatabaseConnectionsLost", "db")
          .when(
              """
              sum by (job, db_system_name) (rate(db_client_operation_duration_seconds_count{error_type=~'LOST'}[5m]))
                > %limit
              """
                  .replace("LOST", LOST),
              0.05)
          .lasting("2m")
          .of("job", "db_system_name")
          .summary("{{ $labels.job }} loses its connections to {{ $labels.db_system_name }}")
          .description("{{ $value | printf \"%.3g\" }} operations a second fail because of it.")
          .board("sonde-dependencies")
          .fires(
              "1",
              "db_client_operation_duration_seconds_count{db_system_name='postgresql',"
                  + " error_type='08006'} +60")
          .isSilent(
              "db_client_operation_duration_seconds_count{db_system_name='postgresql',"
                  + " error_type='42601'} +60");

  static final Alert HIGH_LATENCY =
      Alert.warning("DatabaseHighLatency", "db")
          .when(
              """
              job_system:db_client_operation_duration_seconds:p95_5m{db_system_name!='redis'} > %limit
              and job_system:db_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              0.5)
          .lasting("10m")
          .of("job", "db_system_name")
          .summary("{{ $labels.db_system_name }} is slow for {{ $labels.job }}")
          .description("One statement in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-databases")
          .fires(
              "975ms",
              """
              db_client_operation_duration_seconds_count{db_system_name='postgresql'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='postgresql', le='0.5'} +0
              db_client_operation_duration_seconds_bucket{db_system_name='postgresql', le='1'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='postgresql', le='+Inf'} +600
              """)
          .isSilent(
              """
              db_client_operation_duration_seconds_count{db_system_name='postgresql'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='postgresql', le='0.1'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='postgresql', le='+Inf'} +600
              """);

  static final Alert SLOW_STATEMENTS =
      Alert.warning("DatabaseSlowStatements", "db")
          .when(
              """
              sum by (job, db_query_summary) (rate(sonde_db_client_slow_operations_total[10m]))
                > %limit
              """,
              0.1)
          .lasting("15m")
          .of("job", "db_query_summary")
          .summary("A statement of {{ $labels.job }} is slow again and again")
          .description("{{ $labels.db_query_summary }}: {{ $value | printf \"%.3g\" }} a second.")
          .board("sonde-databases")
          .fires(
              "0.5", "sonde_db_client_slow_operations_total{db_query_summary='SELECT orders'} +30")
          .isSilent("sonde_db_client_slow_operations_total{db_query_summary='SELECT orders'} +3");

  static final Alert ROLLBACKS =
      Alert.warning("DatabaseRollbackRateHigh", "db")
          .when(
              """
              sum by (job) (rate(sonde_db_client_transaction_duration_seconds_count{sonde_db_transaction_outcome='rollback'}[10m]))
                / (sum by (job) (rate(sonde_db_client_transaction_duration_seconds_count[10m])) > 0.1) > %limit
              """,
              0.1)
          .lasting("15m")
          .of("job")
          .summary("Many transactions of {{ $labels.job }} are rolled back")
          .description("{{ $value | humanizePercentage }} of them are.")
          .board("sonde-databases")
          .fires(
              "25%",
              """
              sonde_db_client_transaction_duration_seconds_count{sonde_db_transaction_outcome='commit'} +45
              sonde_db_client_transaction_duration_seconds_count{sonde_db_transaction_outcome='rollback'} +15
              """)
          .isSilent(
              """
              sonde_db_client_transaction_duration_seconds_count{sonde_db_transaction_outcome='commit'} +59
              sonde_db_client_transaction_duration_seconds_count{sonde_db_transaction_outcome='rollback'} +1
              """);

  static final Alert N_PLUS_ONE =
      Alert.info("DatabaseNPlusOne", "db")
          .when(
              """
              sum by (job, http_route, db_query_summary) (rate(sonde_db_client_n_plus_one_total[10m]))
                > %limit
              """,
              0.05)
          .lasting("30m")
          .of("job", "http_route", "db_query_summary")
          .summary("{{ $labels.http_route }} of {{ $labels.job }} repeats one statement")
          .description(
              "{{ $value | printf \"%.3g\" }} requests a second execute {{ $labels.db_query_summary"
                  + " }} again and again.")
          .board("sonde-databases")
          .fires(
              "1",
              "sonde_db_client_n_plus_one_total{http_route='/cart', db_query_summary='SELECT"
                  + " items'} +60")
          .isSilent(
              "sonde_db_client_n_plus_one_total{http_route='/cart', db_query_summary='SELECT"
                  + " items'} +1");

  static final Alert POOL_HIGH =
      Alert.warning("DatabasePoolHigh", "db")
          .when("instance_pool:db_client_connection_used:utilization > %limit", 0.8)
          .lasting("10m")
          .of("job", "instance", "db_client_connection_pool_name")
          .summary(
              "The pool {{ $labels.db_client_connection_pool_name }} of {{ $labels.instance }} is"
                  + " filling up")
          .description("{{ $value | humanizePercentage }} of its connections are in use.")
          .board("sonde-databases")
          .fires("90%", pool(9, 10))
          .isSilent(pool(5, 10));

  static final Alert POOL_CRITICAL =
      Alert.critical("DatabasePoolCritical", "db")
          .when(
              """
              instance_pool:db_client_connection_used:utilization > %limit
              and on (job, instance, db_client_connection_pool_name) db_client_connection_pending_requests > 0
              """,
              0.95)
          .lasting("2m")
          .of("job", "instance", "db_client_connection_pool_name")
          .summary(
              "The pool {{ $labels.db_client_connection_pool_name }} of {{ $labels.instance }} is"
                  + " exhausted")
          .description(
              "{{ $value | humanizePercentage }} of its connections are in use, and callers wait.")
          .board("sonde-databases")
          .fires(
              "100%",
              pool(10, 10)
                  + "db_client_connection_pending_requests{db_client_connection_pool_name='main'}"
                  + " 4")
          .isSilent(
              pool(10, 10)
                  + "db_client_connection_pending_requests{db_client_connection_pool_name='main'}"
                  + " 0");

  static final Alert POOL_WAITING =
      Alert.warning("DatabasePoolWaiting", "db")
          .when(
              """
              sum by (job, instance, db_client_connection_pool_name) (db_client_connection_pending_requests)
                > %limit
              """,
              0)
          .lasting("5m")
          .of("job", "instance", "db_client_connection_pool_name")
          .summary("Threads of {{ $labels.instance }} wait for connections")
          .description(
              "{{ $value | printf \"%.3g\" }} wait for the pool"
                  + " {{ $labels.db_client_connection_pool_name }}.")
          .board("sonde-databases")
          .fires(
              "3", "db_client_connection_pending_requests{db_client_connection_pool_name='main'} 3")
          .isSilent(
              "db_client_connection_pending_requests{db_client_connection_pool_name='main'} 0 0 3 0"
                  + " 0x40");

  static final Alert POOL_TIMEOUTS =
      Alert.critical("DatabasePoolTimeouts", "db")
          .when("job_pool:db_client_connection_timeouts:rate5m > %limit", 0)
          .lasting("2m")
          .of("job", "db_client_connection_pool_name")
          .summary(
              "Callers of the pool {{ $labels.db_client_connection_pool_name }} of {{ $labels.job"
                  + " }} wait in vain")
          .description("{{ $value | printf \"%.3g\" }} a second.")
          .board("sonde-databases")
          .fires(
              "0.5",
              "db_client_connection_timeouts_total{db_client_connection_pool_name='main'} +30")
          .isSilent("db_client_connection_timeouts_total{db_client_connection_pool_name='main'} 7");

  static final Alert LEAKS =
      Alert.warning("DatabaseConnectionLeak", "db")
          .when(
              """
              sum by (job, instance, db_client_connection_pool_name) (increase(sonde_db_client_connection_leaks_total[30m]))
                > %limit
              """,
              0)
          .lasting("1m")
          .provenAfter(40)
          .of("job", "instance", "db_client_connection_pool_name")
          .summary(
              "Connections of the pool {{ $labels.db_client_connection_pool_name }} of"
                  + " {{ $labels.instance }} are not given back")
          .description("{{ $value | printf \"%.3g\" }} in half an hour.")
          .board("sonde-databases")
          .fires(
              "30",
              "sonde_db_client_connection_leaks_total{db_client_connection_pool_name='main'} +1")
          .isSilent(
              "sonde_db_client_connection_leaks_total{db_client_connection_pool_name='main'} 5");

  private DatabaseRules() {}

  private static String pool(int used, int max) {
    return """
    db_client_connection_count{db_client_connection_pool_name='main', db_client_connection_state='used'} %d
    db_client_connection_max{db_client_connection_pool_name='main'} %d
    """
        .formatted(used, max);
  }

  static RuleGroup recordings() {
    return new RuleGroup("sonde-db", "30s")
        .record(
            "job_system:db_client_operation_duration_seconds_count:rate5m",
            "sum by (job, db_system_name) (rate(db_client_operation_duration_seconds_count[5m]))")
        .record(
            "job_system:db_client_errors_per_operation:ratio_rate5m",
            """
            (
              sum by (job, db_system_name) (rate(db_client_operation_duration_seconds_count{error_type!='',error_type!~'CONSTRAINTS'}[5m]))
              or job_system:db_client_operation_duration_seconds_count:rate5m * 0
            )
              / (job_system:db_client_operation_duration_seconds_count:rate5m > 0)
            """
                .replace("CONSTRAINTS", CONSTRAINTS))
        .record(
            "job_system:db_client_operation_duration_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, db_system_name, le) (rate(db_client_operation_duration_seconds_bucket[5m])))
            """)
        .record(
            "job_summary:db_client_operation_duration_seconds_sum:rate5m",
            """
            sum by (job, db_system_name, db_query_summary) (rate(db_client_operation_duration_seconds_sum[5m]))
            """)
        .record(
            "instance_pool:db_client_connection_used:utilization",
            """
            sum by (job, instance, db_client_connection_pool_name) (db_client_connection_count{db_client_connection_state='used'})
              / (sum by (job, instance, db_client_connection_pool_name) (db_client_connection_max) > 0)
            """)
        .record(
            "job_pool:db_client_connection_wait_time_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, db_client_connection_pool_name, le) (rate(db_client_connection_wait_time_seconds_bucket[5m])))
            """)
        .record(
            "job_pool:db_client_connection_use_time_seconds:p95_5m",
            """
            histogram_quantile(0.95,
              sum by (job, db_client_connection_pool_name, le) (rate(db_client_connection_use_time_seconds_bucket[5m])))
            """)
        .record(
            "job_pool:db_client_connection_timeouts:rate5m",
            """
            sum by (job, db_client_connection_pool_name) (rate(db_client_connection_timeouts_total[5m]))
            """);
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-db", "1m")
        .alert(HIGH_ERROR_RATE, CONNECTIONS_LOST, HIGH_LATENCY, SLOW_STATEMENTS)
        .alert(ROLLBACKS, N_PLUS_ONE, POOL_HIGH, POOL_CRITICAL, POOL_WAITING, POOL_TIMEOUTS, LEAKS);
  }
}
