package com.example.driver;

import com.example.jdbc.ForwardingConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** A connection to nothing. */
final class EchoConnection extends ForwardingConnection {

  private boolean autoCommit = true;
  private boolean closed;

  EchoConnection() {
    super(Unsupported.of(Connection.class));
  }

  void checkOpen() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed", "08003", 3);
    }
  }

  @Override
  public Statement createStatement() throws SQLException {
    checkOpen();
    return new EchoStatement(this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    checkOpen();
    return new EchoPreparedStatement(this, sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public void setAutoCommit(boolean on) {
    autoCommit = on;
  }

  @Override
  public boolean getAutoCommit() {
    return autoCommit;
  }

  @Override
  public void commit() throws SQLException {
    checkOpen();
  }

  @Override
  public void rollback() throws SQLException {
    checkOpen();
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isValid(int timeout) {
    return !closed;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void setReadOnly(boolean on) {}

  @Override
  public int getTransactionIsolation() {
    return TRANSACTION_READ_COMMITTED;
  }

  @Override
  public void setTransactionIsolation(int level) {}

  @Override
  public SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public String getCatalog() {
    return "echo";
  }

  @Override
  public String getSchema() {
    return "echo";
  }
}
