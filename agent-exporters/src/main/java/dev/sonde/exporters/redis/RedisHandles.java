package dev.sonde.exporters.redis;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisDatabase;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one recorder keeps with one database. */
final class RedisHandles {

  private static final int ROOM = 256;

  final Counter active;

  private final RedisMeasurements owner;
  private final RedisDatabase database;
  private final Registry registry;
  private final SeriesTable<Histogram> durations;

  /** By the index of the command. Readers may see an older one, or an empty place. */
  private @Nullable RedisSeries[] series = new @Nullable RedisSeries[ROOM];

  RedisHandles(
      RedisMeasurements owner,
      RedisDatabase database,
      Registry registry,
      SeriesTable<Histogram> durations) {
    this.owner = owner;
    this.database = database;
    this.registry = registry;
    this.durations = durations;
    this.active =
        registry.counter(Catalogue.DB_ACTIVE_OPERATIONS, RedisSeries.SYSTEM, database.namespace);
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOf(RedisMeasurements asking) {
    return owner == asking;
  }

  RedisSeries series(RedisCommand command) {
    @Nullable RedisSeries[] all = series;
    RedisSeries known = command.index < all.length ? all[command.index] : null;
    return known == null ? add(command) : known;
  }

  private synchronized RedisSeries add(RedisCommand command) {
    if (command.index >= series.length) {
      series = Arrays.copyOf(series, Math.max(2 * series.length, command.index + 1));
    }
    RedisSeries known = series[command.index];
    if (known == null) {
      known = new RedisSeries(registry, database, command, durations);
      series[command.index] = known;
    }
    return known;
  }
}
