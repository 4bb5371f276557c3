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
  private final @Nullable SqlParameters parameters;
  private @Nullable Statement batch;

  Statement(
      JdbcMeasurements recorder,
      JdbcDatabase database,
      SqlText text,
      String fullText,
      StatementSeries series,
      @Nullable SqlParameters parameters) {
    super(recorder);
    this.measurements = recorder;
    this.database = database;
    this.text = text;
    this.fullText = fullText;
    this.series = series;
    this.parameters = parameters;
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

  /** Whether the value of a parameter may be told, of so many that were set. */
  public boolean tellsParameter(int place, int highest) {
    return parameters != null && parameters.tells(place, highest);
  }

  /** The same of one that is set by its name. */
  public boolean tellsParameter(String name) {
    return parameters != null && parameters.tells(name);
  }

  /** The same, executed several times at once. */
  Statement batch() {
    Statement known = batch;
    if (known == null) {
      SqlText several = text.batch();
      known =
          new Statement(
              measurements,
              database,
              several,
              fullText,
              measurements.series(database, several),
              null);
      batch = known;
    }
    return known;
  }

  StatementSeries series() {
    return series;
  }
}
