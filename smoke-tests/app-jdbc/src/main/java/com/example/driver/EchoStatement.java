package com.example.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement; what it lacks it has from its parents. */
final class EchoStatement extends AbstractEchoStatement {

  private final List<String> batch = new ArrayList<>();

  EchoStatement(EchoConnection connection) {
    super(connection);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    connection.checkOpen();
    return Answer.to(sql).rows(this);
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    connection.checkOpen();
    return Answer.to(sql).updated();
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public void addBatch(String sql) {
    batch.add(sql);
  }

  @Override
  public void clearBatch() {
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    connection.checkOpen();
    try {
      return Answer.toAll(batch);
    } finally {
      batch.clear();
    }
  }
}
