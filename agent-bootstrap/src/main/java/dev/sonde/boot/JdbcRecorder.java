package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of {@link JdbcProbe}. Its methods never throw. */
public abstract class JdbcRecorder {

  /** The database that a URL leads to. */
  public abstract JdbcDatabase database(String url);

  /** What a driver's class tells of its database. */
  public abstract JdbcDatabase databaseOf(Class<?> driver);

  /**
   * Whether a class is known to be a driver's own: what it calls of another one is its business.
   */
  public abstract boolean isDriver(Class<?> type);

  /** What is known of an SQL text; null is one that the driver will refuse. */
  public abstract JdbcQuery query(JdbcDatabase database, @Nullable String sql);

  /** What is known of a query that is executed several times at once. */
  public abstract JdbcQuery batch(JdbcQuery query);

  /** What is known of several texts that are executed one after the other. */
  public abstract JdbcQuery joined(JdbcDatabase database, @Nullable String[] texts, int count);

  /** What ends a transaction. */
  public abstract JdbcQuery transactionEnd(JdbcDatabase database, boolean committed);

  /** Whether result sets are measured. */
  public abstract boolean measuresRows();

  /** The text to give to the driver: with a comment that tells the trace, where that is wanted. */
  public abstract @Nullable String commented(Current thread, @Nullable String sql);

  /** Whether {@link #commented} ever changes a text. */
  public abstract boolean comments();

  /** Whether what parameters are set to is told. */
  public abstract boolean tellsParameters();

  /** What to keep of the value that a parameter is set to; its text is what is told of it. */
  public abstract Object kept(@Nullable Object value);

  /** Counts a call in; the span, or null where none is recorded. */
  public abstract @Nullable JdbcOperation start(Current thread, JdbcCall call);

  /**
   * Takes a call that has just ended.
   *
   * @param affectedRows -1 where nobody told
   */
  public abstract void end(JdbcCall call, @Nullable Throwable thrown, long affectedRows);

  /** Forgets a call that it has counted in. */
  public abstract void undo(JdbcCall call);

  /** Takes a transaction that has ended. */
  public abstract void transaction(JdbcDatabase database, boolean committed, long nanos);

  /** Takes a result set that was read. */
  public abstract void rows(JdbcQuery query, long count, long nanos);
}
