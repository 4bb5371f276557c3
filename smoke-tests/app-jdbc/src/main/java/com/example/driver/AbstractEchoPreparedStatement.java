package com.example.driver;

import com.example.jdbc.ForwardingPreparedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;

/** The part of a prepared statement that executes it. */
abstract class AbstractEchoPreparedStatement extends ForwardingPreparedStatement {

  final EchoConnection connection;
  final String sql;
  private Answer answer = Answer.NONE;
  private boolean closed;

  AbstractEchoPreparedStatement(EchoConnection connection, String sql) {
    super(Unsupported.of(PreparedStatement.class));
    this.connection = connection;
    this.sql = sql;
  }

  @Override
  public boolean execute() throws SQLException {
    connection.checkOpen();
    answer = Answer.to(sql);
    return answer.hasRows();
  }

  @Override
  public ResultSet getResultSet() {
    return answer.resultSet(this);
  }

  @Override
  public int getUpdateCount() {
    return answer.count();
  }

  @Override
  public boolean getMoreResults() {
    answer = Answer.NONE;
    return false;
  }

  @Override
  public SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public Connection getConnection() {
    return connection;
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
