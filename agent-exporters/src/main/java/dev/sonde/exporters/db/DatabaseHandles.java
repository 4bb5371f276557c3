package dev.sonde.exporters.db;

import dev.sonde.boot.JdbcDatabase;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Registry;

/** What one recorder keeps with one database. */
final class DatabaseHandles {

  private final JdbcMeasurements owner;
  final Counter active;

  /** By the text that the application gives. */
  final Texts<Statement> statements = new Texts<>();

  /** By the joined texts of a batch. */
  final Texts<Statement> joined = new Texts<>();

  /** By what is left of a text without its values. */
  private final Texts<SqlText> sanitised = new Texts<>();

  DatabaseHandles(JdbcMeasurements owner, JdbcDatabase database, Registry registry) {
    this.owner = owner;
    this.active =
        registry.counter(Catalogue.DB_ACTIVE_OPERATIONS, database.system, database.namespace);
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOf(JdbcMeasurements asking) {
    return owner == asking;
  }

  /** The one object for all texts that differ in values alone. */
  SqlText same(SqlText text) {
    SqlText known = sanitised.get(text.text());
    if (known == null) {
      sanitised.put(text.text(), text);
    }
    return known == null ? text : known;
  }
}
