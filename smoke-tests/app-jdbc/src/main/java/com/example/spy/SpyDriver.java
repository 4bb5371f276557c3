package com.example.spy;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** Stands before another driver: {@code jdbc:spy:h2:mem:test} is {@code jdbc:h2:mem:test} spied. */
public final class SpyDriver implements Driver {

  private static final String PREFIX = "jdbc:spy:";

  static {
    try {
      DriverManager.registerDriver(new SpyDriver());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String spied(String url) {
    return PREFIX + url.substring("jdbc:".length());
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return acceptsURL(url)
        ? new SpyConnection(DriverManager.getConnection(behind(url), info))
        : null;
  }

  private static String behind(String url) {
    return "jdbc:" + url.substring(PREFIX.length());
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("com.example.spy");
  }
}
