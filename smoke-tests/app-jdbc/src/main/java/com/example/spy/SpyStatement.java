package com.example.spy;

import com.example.jdbc.ForwardingStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Spies on the result sets of a statement. */
final class SpyStatement extends ForwardingStatement {

  private final Connection connection;

  SpyStatement(Statement spied, Connection connection) {
    super(spied);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return SpyResultSet.of(super.executeQuery(sql), this);
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
