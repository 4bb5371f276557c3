package com.example.spy;

import com.example.jdbc.ForwardingConnection;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Spies on what it makes. */
final class SpyConnection extends ForwardingConnection {

  SpyConnection(Connection spied) {
    super(spied);
  }

  @Override
  public Statement createStatement() throws SQLException {
    return new SpyStatement(super.createStatement(), this);
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return new SpyStatement(super.createStatement(type, concurrency), this);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return new SpyStatement(super.createStatement(type, concurrency, holdability), this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return new SpyPreparedStatement(super.prepareStatement(sql), this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    return new SpyPreparedStatement(super.prepareStatement(sql, keys), this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] keys) throws SQLException {
    return new SpyPreparedStatement(super.prepareStatement(sql, keys), this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return new SpyPreparedStatement(super.prepareStatement(sql, type, concurrency), this);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return new SpyCallableStatement(super.prepareCall(sql), this);
  }
}
