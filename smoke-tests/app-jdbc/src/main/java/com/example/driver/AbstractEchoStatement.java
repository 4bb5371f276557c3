package com.example.driver;

import com.example.jdbc.ForwardingStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** The part of a statement that executes SQL. */
abstract class AbstractEchoStatement extends ForwardingStatement {

  final EchoConnection connection;
  private Answer answer = Answer.NONE;
  private boolean closed;

  AbstractEchoStatement(EchoConnection connection) {
    super(Unsupported.of(Statement.class));
    this.connection = connection;
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    connection.checkOpen();
    answer = Answer.to(sql);
    return answer.hasRows();
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    return execute(sql);
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
  public void setQueryTimeout(int seconds) {}

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
