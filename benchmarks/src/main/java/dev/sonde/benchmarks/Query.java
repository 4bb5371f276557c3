package dev.sonde.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A prepared query of one row, by the key, at the database that the argument is the URL of: {@code
 * executeQuery}, {@code next}, {@code close}.
 */
public final class Query extends Work {

  private final String url;
  private @Nullable PreparedStatement query;
  private int executed;
  private int found;

  private Query(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) {
    new Query(arguments[0]).start();
  }

  @Override
  void begin() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    Orders.create(connection, "TEMPORARY TABLE");
    query = connection.prepareStatement(Orders.BY_KEY);
  }

  @Override
  void once() throws SQLException {
    PreparedStatement prepared = query;
    if (prepared == null) {
      throw new IllegalStateException("not begun");
    }
    int id = executed++ % Orders.ROWS;
    prepared.setInt(1, id);
    try (ResultSet rows = prepared.executeQuery()) {
      found += rows.next() && rows.getInt(1) == id ? 1 : 0;
    }
  }

  @Override
  int successes() {
    return found;
  }
}
