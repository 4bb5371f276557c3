package dev.sonde.exporters.operations;

/** Commands of Redis clients. */
final class RedisRules {

  static final Alert HIGH_ERROR_RATE =
      Alert.critical("RedisHighErrorRate", "redis")
          .when(
              """
              job_system:db_client_errors_per_operation:ratio_rate5m{db_system_name='redis'} > %limit
              and job_system:db_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              0.05)
          .lasting("5m")
          .of("job", "db_system_name")
          .summary("Redis commands of {{ $labels.job }} fail")
          .description("{{ $value | humanizePercentage }} of them fail.")
          .board("sonde-redis")
          .fires(
              "50%",
              """
              db_client_operation_duration_seconds_count{db_system_name='redis'} +300
              db_client_operation_duration_seconds_count{db_system_name='redis', error_type='OOM'} +300
              """)
          .isSilent(
              """
              db_client_operation_duration_seconds_count{db_system_name='redis'} +599
              db_client_operation_duration_seconds_count{db_system_name='redis', error_type='WRONGTYPE'} +1
              """);

  static final Alert HIGH_LATENCY =
      Alert.warning("RedisHighLatency", "redis")
          .when(
              """
              job_system:db_client_operation_duration_seconds:p95_5m{db_system_name='redis'} > %limit
              and job_system:db_client_operation_duration_seconds_count:rate5m > 0.1
              """,
              0.05)
          .lasting("10m")
          .of("job", "db_system_name")
          .summary("Redis is slow for {{ $labels.job }}")
          .description("One command in twenty takes longer than {{ $value | humanizeDuration }}.")
          .board("sonde-redis")
          .fires(
              "97.5ms",
              """
              db_client_operation_duration_seconds_count{db_system_name='redis'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='redis', le='0.05'} +0
              db_client_operation_duration_seconds_bucket{db_system_name='redis', le='0.1'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='redis', le='+Inf'} +600
              """)
          .isSilent(
              """
              db_client_operation_duration_seconds_count{db_system_name='redis'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='redis', le='0.005'} +600
              db_client_operation_duration_seconds_bucket{db_system_name='redis', le='+Inf'} +600
              """);

  static final Alert RECONNECTING =
      Alert.warning("RedisReconnecting", "redis")
          .when("job_server:sonde_redis_client_reconnects:rate5m > %limit", 0.1)
          .lasting("5m")
          .of("job", "server_address")
          .summary("{{ $labels.job }} opens its connections to Redis again and again")
          .description("{{ $value | printf \"%.3g\" }} a second to {{ $labels.server_address }}.")
          .board("sonde-redis")
          .fires("1", "sonde_redis_client_reconnects_total{server_address='cache'} +60")
          .isSilent("sonde_redis_client_reconnects_total{server_address='cache'} +2");

  static final Alert REDIRECTED =
      Alert.info("RedisRedirectsHigh", "redis")
          .when(
              """
              sum by (job, sonde_redis_redirect) (rate(sonde_redis_client_redirects_total[5m]))
                > %limit
              """,
              1)
          .lasting("15m")
          .of("job", "sonde_redis_redirect")
          .summary("The Redis cluster sends commands of {{ $labels.job }} to other nodes")
          .description(
              "{{ $value | printf \"%.3g\" }} {{ $labels.sonde_redis_redirect }} a second.")
          .board("sonde-redis")
          .fires("5", "sonde_redis_client_redirects_total{sonde_redis_redirect='MOVED'} +300")
          .isSilent("sonde_redis_client_redirects_total{sonde_redis_redirect='MOVED'} +6");

  static final Alert HIT_RATE_LOW =
      Alert.info("RedisHitRateLow", "redis")
          .when(
              """
              job:redis_key_lookups_hit:ratio_rate5m < %limit
              and sum by (job) (rate(sonde_redis_client_key_lookups_total[5m])) > 1
              """,
              0.5)
          .lasting("30m")
          .of("job")
          .summary("Few lookups of {{ $labels.job }} in Redis find anything")
          .description("{{ $value | humanizePercentage }} of them do.")
          .board("sonde-redis")
          .fires(
              "25%",
              """
              sonde_redis_client_key_lookups_total{sonde_lookup_result='hit'} +150
              sonde_redis_client_key_lookups_total{sonde_lookup_result='miss'} +450
              """)
          .isSilent(
              """
              sonde_redis_client_key_lookups_total{sonde_lookup_result='hit'} +1
              sonde_redis_client_key_lookups_total{sonde_lookup_result='miss'} +3
              """);

  private RedisRules() {}

  static RuleGroup recordings() {
    return new RuleGroup("sonde-redis", "30s")
        .record(
            "job:redis_key_lookups_hit:ratio_rate5m",
            """
            (
              sum by (job) (rate(sonde_redis_client_key_lookups_total{sonde_lookup_result='hit'}[5m]))
              or sum by (job) (rate(sonde_redis_client_key_lookups_total[5m])) * 0
            )
              / (sum by (job) (rate(sonde_redis_client_key_lookups_total[5m])) > 0)
            """)
        .record(
            "job_server:sonde_redis_client_reconnects:rate5m",
            "sum by (job, server_address) (rate(sonde_redis_client_reconnects_total[5m]))");
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-redis", "1m")
        .alert(HIGH_ERROR_RATE, HIGH_LATENCY, RECONNECTING, REDIRECTED, HIT_RATE_LOW);
  }
}
