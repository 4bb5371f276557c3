package com.example.spy;

import com.example.jdbc.ForwardingResultSet;
import java.sql.ResultSet;
import java.sql.Statement;

/** A result set that knows the statement of the spy. */
final class SpyResultSet extends ForwardingResultSet {

  private final Statement statement;

  private SpyResultSet(ResultSet spied, Statement statement) {
    super(spied);
    this.statement = statement;
  }

  /** Null where there is none. */
  static ResultSet of(ResultSet spied, Statement statement) {
    return spied == null ? null : new SpyResultSet(spied, statement);
  }

  @Override
  public Statement getStatement() {
    return statement;
  }
}
