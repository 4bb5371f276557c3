package dev.sonde.exporters.db;

import dev.sonde.boot.JdbcDatabase;
import dev.sonde.boot.JdbcQuery;
import org.jspecify.annotations.Nullable;

/** An SQL text as it is executed in one database, with the series that it is measured by. */
public final class Statement extends JdbcQuery {

  private final JdbcDatabase database;
  private final SqlText text;
  private final String fullText;
  private final StatementSeries series;
  private final JdbcMeasurements measurements;
  private @Nullable Statement batch;

  Statement(
      JdbcMeasurements recorder,
      JdbcDatabase database,
      SqlText text,
      String fullText,
      StatementSeries series) {
    super(recorder);
    this.measurements = recorder;
    this.database = database;
    this.text = text;
    this.fullText = fullText;
    this.series = series;
  }

  public JdbcDatabase database() {
    return database;
  }

  public SqlText text() {
    return text;
  }

  /** The text that spans tell: sanitised, unless the configuration wants it whole. */
  public String toldText() {
    return fullText;
  }

  /** The same, executed several times at once. */
  Statement batch() {
    Statement known = batch;
    if (known == null) {
      SqlText several = text.batch();
      known =
          new Statement(
              measurements, database, several, fullText, measurements.series(database, several));
      batch = known;
    }
    return known;
  }

  StatementSeries series() {
    return series;
  }
}
