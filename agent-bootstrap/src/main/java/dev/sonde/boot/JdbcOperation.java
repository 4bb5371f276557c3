package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** A statement, batch, commit or rollback that is recorded as a span. */
public class JdbcOperation extends Operation {

  public final JdbcQuery query;

  /** How many statements a batch has; -1 for what is no batch. */
  public final int batchSize;

  /** What the database calls the failure. */
  public @Nullable String statusCode;

  public JdbcOperation(Origin origin, Current thread, JdbcQuery query, int batchSize) {
    super(origin, thread);
    this.query = query;
    this.batchSize = batchSize;
  }
}
