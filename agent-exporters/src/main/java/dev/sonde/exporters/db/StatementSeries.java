package dev.sonde.exporters.db;

import dev.sonde.boot.JdbcDatabase;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import org.jspecify.annotations.Nullable;

/**
 * The series of the statements with one summary in one database; each is made when it is needed.
 */
final class StatementSeries {

  private final Registry registry;
  private final JdbcDatabase database;
  private final SqlText text;
  private final SeriesTable<Histogram> table;
  private @Nullable Histogram durations;
  private @Nullable Histogram rows;
  private @Nullable Histogram fetches;
  private @Nullable Histogram batches;
  private @Nullable Counter affected;
  private @Nullable Counter slow;

  StatementSeries(
      Registry registry, JdbcDatabase database, SqlText text, SeriesTable<Histogram> table) {
    this.registry = registry;
    this.database = database;
    this.text = text;
    this.table = table;
  }

  /** Where the duration of an execution that did not fail goes. */
  Histogram succeeded() {
    Histogram known = durations;
    if (known == null) {
      known = failed(null, null);
      durations = known;
    } else if (known.isOverflow()) {
      registry.overflowed(Catalogue.DB_OPERATION_DURATION);
    }
    return known;
  }

  /** Where the duration of one that failed goes. */
  Histogram failed(@Nullable String error, @Nullable String status) {
    return table.find(
        database.system,
        text.operation(),
        text.collection(),
        database.namespace,
        text.summary(),
        error,
        status,
        database.serverAddress,
        database.serverPort == 0 ? null : Integer.toString(database.serverPort));
  }

  Histogram rows() {
    Histogram known = rows;
    if (known == null) {
      known = ofResult(Catalogue.DB_RETURNED_ROWS);
      rows = known;
    }
    return known;
  }

  Histogram fetches() {
    Histogram known = fetches;
    if (known == null) {
      known = ofResult(Catalogue.DB_FETCH_DURATION);
      fetches = known;
    }
    return known;
  }

  private Histogram ofResult(Metric metric) {
    return registry.histogram(
        metric,
        database.system,
        text.operation(),
        text.collection(),
        database.namespace,
        text.summary());
  }

  Histogram batches() {
    Histogram known = batches;
    if (known == null) {
      known = registry.histogram(Catalogue.DB_BATCH_SIZE, database.system, text.operation());
      batches = known;
    }
    return known;
  }

  Counter affected() {
    Counter known = affected;
    if (known == null) {
      known =
          registry.counter(
              Catalogue.DB_AFFECTED_ROWS, database.system, text.operation(), text.collection());
      affected = known;
    }
    return known;
  }

  Counter slow() {
    Counter known = slow;
    if (known == null) {
      known = registry.counter(Catalogue.DB_SLOW_OPERATIONS, database.system, text.summary());
      slow = known;
    }
    return known;
  }
}
