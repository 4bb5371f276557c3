package com.example.spy;

import com.example.jdbc.ForwardingCallableStatement;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Spies on the result sets of a call. */
final class SpyCallableStatement extends ForwardingCallableStatement {

  private final Connection connection;

  SpyCallableStatement(CallableStatement spied, Connection connection) {
    super(spied);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return SpyResultSet.of(super.executeQuery(), this);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return SpyResultSet.of(super.getResultSet(), this);
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    return SpyResultSet.of(super.getGeneratedKeys(), this);
  }
}
