package com.example.driver;

import com.example.jdbc.ForwardingResultSet;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import java.sql.Statement;

/** Two rows of two columns. */
final class EchoResultSet extends ForwardingResultSet {

  private static final String[][] ROWS = {{"1", "alpha"}, {"2", "beta"}};

  private final Statement statement;
  private int row;
  private boolean closed;

  EchoResultSet(Statement statement) {
    super(Unsupported.of(ResultSet.class));
    this.statement = statement;
  }

  @Override
  public boolean next() {
    return ++row <= ROWS.length;
  }

  @Override
  public String getString(int column) {
    return ROWS[row - 1][column - 1];
  }

  @Override
  public Statement getStatement() {
    return statement;
  }

  @Override
  public SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
