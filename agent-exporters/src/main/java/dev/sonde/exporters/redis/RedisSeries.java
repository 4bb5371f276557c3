package dev.sonde.exporters.redis;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisDatabase;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import org.jspecify.annotations.Nullable;

/** The series of one command in one database; each is made when it is needed. */
final class RedisSeries {

  static final String SYSTEM = "redis";

  private final Registry registry;
  private final RedisDatabase database;
  private final RedisCommand command;
  private final SeriesTable<Histogram> durations;
  private @Nullable Histogram succeeded;
  private @Nullable Histogram waits;
  private @Nullable Histogram batches;
  private @Nullable Counter hits;
  private @Nullable Counter misses;

  RedisSeries(
      Registry registry,
      RedisDatabase database,
      RedisCommand command,
      SeriesTable<Histogram> durations) {
    this.registry = registry;
    this.database = database;
    this.command = command;
    this.durations = durations;
  }

  /** Where the duration of a command that did not fail goes. */
  Histogram succeeded() {
    Histogram known = succeeded;
    if (known == null) {
      known = failed(null, null);
      succeeded = known;
    } else if (known.isOverflow()) {
      registry.overflowed(Catalogue.DB_OPERATION_DURATION);
    }
    return known;
  }

  /** Where the duration of one that failed goes. */
  Histogram failed(@Nullable String error, @Nullable String status) {
    return durations.find(
        SYSTEM,
        command.name,
        null,
        database.namespace,
        null,
        error,
        status,
        database.serverAddress,
        port());
  }

  private @Nullable String port() {
    return database.serverPort == 0 ? null : Integer.toString(database.serverPort);
  }

  /** Where the duration of a command that waits on the server goes. */
  Histogram waited(@Nullable String error) {
    if (error != null) {
      return wait(error);
    }
    Histogram known = waits;
    if (known == null) {
      known = wait(null);
      waits = known;
    }
    return known;
  }

  private Histogram wait(@Nullable String error) {
    return registry.histogram(
        Catalogue.REDIS_BLOCKING_DURATION,
        command.name,
        database.namespace,
        error,
        database.serverAddress,
        port());
  }

  /** Where the duration of a command that the client sends for itself goes. */
  Histogram kept(@Nullable String error) {
    return registry.histogram(
        Catalogue.REDIS_UPKEEP_DURATION, command.name, error, database.serverAddress, port());
  }

  Histogram batches() {
    Histogram known = batches;
    if (known == null) {
      known = registry.histogram(Catalogue.DB_BATCH_SIZE, SYSTEM, command.name);
      batches = known;
    }
    return known;
  }

  Counter hits() {
    Counter known = hits;
    if (known == null) {
      known = lookups("hit");
      hits = known;
    }
    return known;
  }

  Counter misses() {
    Counter known = misses;
    if (known == null) {
      known = lookups("miss");
      misses = known;
    }
    return known;
  }

  private Counter lookups(String result) {
    return registry.counter(
        Catalogue.REDIS_KEY_LOOKUPS, command.name, result, database.serverAddress);
  }
}
