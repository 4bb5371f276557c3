package dev.sonde.boot;

/** The execution of a prepared statement that is recorded with what its parameters were set to. */
public final class JdbcValuedOperation extends JdbcOperation {

  private static final int NO_BATCH = -1;

  public final JdbcValues values;

  public JdbcValuedOperation(Origin origin, Current thread, JdbcQuery query, JdbcValues values) {
    super(origin, thread, query, NO_BATCH);
    this.values = values;
  }
}
