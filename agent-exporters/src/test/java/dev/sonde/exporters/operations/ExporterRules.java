package dev.sonde.exporters.operations;

import java.util.List;

/**
 * What exporters tell of the servers that the application uses: optional, for those who run
 * postgres_exporter, redis_exporter and node_exporter.
 */
final class ExporterRules {

  static final Alert POSTGRESQL_DOWN =
      Alert.critical("PostgresqlDown", "postgresql")
          .when("pg_up == 0")
          .lasting("2m")
          .of("job", "instance")
          .summary("The exporter can't reach the PostgreSQL behind {{ $labels.instance }}")
          .description("pg_up is {{ $value }}.")
          .board("sonde-databases")
          .fires("0", "pg_up 0")
          .isSilent("pg_up 1");

  static final Alert POSTGRESQL_CONNECTIONS_HIGH =
      Alert.warning("PostgresqlConnectionsHigh", "postgresql")
          .when(
              """
              sum by (job, instance) (pg_stat_activity_count)
                / on (job, instance) pg_settings_max_connections > %limit
              """,
              0.8)
          .lasting("5m")
          .of("job", "instance")
          .summary("The PostgreSQL behind {{ $labels.instance }} runs out of connections")
          .description("{{ $value | humanizePercentage }} of max_connections are taken.")
          .board("sonde-databases")
          .fires(
              "90%",
              """
              pg_stat_activity_count{datname='orders'} 60
              pg_stat_activity_count{datname='inventory'} 30
              pg_settings_max_connections 100
              """)
          .isSilent(
              """
              pg_stat_activity_count{datname='orders'} 60
              pg_settings_max_connections 100
              """);

  static final Alert POSTGRESQL_DEADLOCKS =
      Alert.warning("PostgresqlDeadlocks", "postgresql")
          .when(
              "sum by (job, instance, datname) (increase(pg_stat_database_deadlocks[10m])) >"
                  + " %limit",
              3)
          .lasting("1m")
          .of("job", "instance", "datname")
          .summary("Transactions in {{ $labels.datname }} wait for each other")
          .description("{{ $value | printf \"%.3g\" }} deadlocks were broken in 10 minutes.")
          .board("sonde-databases")
          .fires("10", "pg_stat_database_deadlocks{datname='orders'} +1")
          .isSilent("pg_stat_database_deadlocks{datname='orders'} 7");

  static final Alert POSTGRESQL_LONG_TRANSACTION =
      Alert.warning("PostgresqlLongTransaction", "postgresql")
          .when("max by (job, instance, datname) (pg_stat_activity_max_tx_duration) > %limit", 900)
          .lasting("5m")
          .of("job", "instance", "datname")
          .summary("A transaction in {{ $labels.datname }} does not end")
          .description("It is open for {{ $value | humanizeDuration }}.")
          .board("sonde-databases")
          .fires("20m 0s", "pg_stat_activity_max_tx_duration{datname='orders',state='active'} 1200")
          .isSilent("pg_stat_activity_max_tx_duration{datname='orders',state='active'} 60");

  static final Alert REDIS_DOWN =
      Alert.critical("RedisDown", "redis")
          .when("redis_up == 0")
          .lasting("2m")
          .of("job", "instance")
          .summary("The exporter can't reach the Redis behind {{ $labels.instance }}")
          .description("redis_up is {{ $value }}.")
          .board("sonde-redis")
          .fires("0", "redis_up 0")
          .isSilent("redis_up 1");

  static final Alert REDIS_MEMORY_HIGH =
      Alert.warning("RedisMemoryHigh", "redis")
          .when("redis_memory_used_bytes / (redis_memory_max_bytes > 0) > %limit", 0.9)
          .lasting("10m")
          .of("job", "instance")
          .summary("The Redis behind {{ $labels.instance }} is nearly full")
          .description("{{ $value | humanizePercentage }} of maxmemory are used.")
          .board("sonde-redis")
          .fires("95%", "redis_memory_used_bytes 950\nredis_memory_max_bytes 1000")
          .isSilent("redis_memory_used_bytes 950\nredis_memory_max_bytes 0")
          .isSilent("redis_memory_used_bytes 500\nredis_memory_max_bytes 1000");

  static final Alert REDIS_EVICTIONS =
      Alert.warning("RedisEvictions", "redis")
          .when("rate(redis_evicted_keys_total[5m]) > %limit", 10)
          .lasting("10m")
          .of("job", "instance")
          .summary("The Redis behind {{ $labels.instance }} throws away keys that are still wanted")
          .description("It evicts {{ $value | printf \"%.3g\" }} keys a second.")
          .board("sonde-redis")
          .fires("20", "redis_evicted_keys_total +1200")
          .isSilent("redis_evicted_keys_total +60");

  static final Alert NODE_DISK_FULL =
      Alert.critical("NodeDiskFull", "node")
          .when(
              """
              node_filesystem_avail_bytes{fstype!~'tmpfs|ramfs|overlay|squashfs'}
                / (node_filesystem_size_bytes > 0) < %limit
              """,
              0.05)
          .lasting("5m")
          .of("job", "instance", "device", "fstype", "mountpoint")
          .summary("{{ $labels.mountpoint }} of {{ $labels.instance }} is nearly full")
          .description("{{ $value | humanizePercentage }} are left.")
          .board("sonde-use")
          .fires(
              "2%",
              """
              node_filesystem_avail_bytes{device='sda1',fstype='ext4',mountpoint='/data'} 20
              node_filesystem_size_bytes{device='sda1',fstype='ext4',mountpoint='/data'} 1000
              """)
          .isSilent(
              """
              node_filesystem_avail_bytes{device='tmp',fstype='tmpfs',mountpoint='/run'} 20
              node_filesystem_size_bytes{device='tmp',fstype='tmpfs',mountpoint='/run'} 1000
              """);

  static final Alert NODE_MEMORY_LOW =
      Alert.warning("NodeMemoryLow", "node")
          .when("node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < %limit", 0.05)
          .lasting("10m")
          .of("job", "instance")
          .summary("{{ $labels.instance }} has hardly any memory left")
          .description("{{ $value | humanizePercentage }} are available.")
          .board("sonde-use")
          .fires("3%", "node_memory_MemAvailable_bytes 30\nnode_memory_MemTotal_bytes 1000")
          .isSilent("node_memory_MemAvailable_bytes 300\nnode_memory_MemTotal_bytes 1000");

  private ExporterRules() {}

  static List<RuleGroup> groups() {
    return List.of(
        new RuleGroup("sonde-exporters-postgresql", "1m")
            .alert(
                POSTGRESQL_DOWN,
                POSTGRESQL_CONNECTIONS_HIGH,
                POSTGRESQL_DEADLOCKS,
                POSTGRESQL_LONG_TRANSACTION),
        new RuleGroup("sonde-exporters-redis", "1m")
            .alert(REDIS_DOWN, REDIS_MEMORY_HIGH, REDIS_EVICTIONS),
        new RuleGroup("sonde-exporters-node", "1m").alert(NODE_DISK_FULL, NODE_MEMORY_LOW));
  }
}
