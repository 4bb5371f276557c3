package com.example.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;

/** A prepared statement, of which it is all the same what its parameters are. */
final class EchoPreparedStatement extends AbstractEchoPreparedStatement {

  private int batched;

  EchoPreparedStatement(EchoConnection connection, String sql) {
    super(connection, sql);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    connection.checkOpen();
    return Answer.to(sql).rows(this);
  }

  @Override
  public int executeUpdate() throws SQLException {
    connection.checkOpen();
    return Answer.to(sql).updated();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return executeUpdate();
  }

  @Override
  public void setInt(int index, int value) {}

  @Override
  public void setLong(int index, long value) {}

  @Override
  public void setString(int index, String value) {}

  @Override
  public void addBatch() {
    batched++;
  }

  @Override
  public void clearBatch() {
    batched = 0;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    connection.checkOpen();
    int size = batched;
    batched = 0;
    return Answer.toAll(Collections.nCopies(size, sql));
  }
}
