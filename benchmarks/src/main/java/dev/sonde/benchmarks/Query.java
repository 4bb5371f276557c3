package dev.sonde.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A prepared query of one row, by the key, at the database that the argument is the URL of: {@code
 * executeQuery}, {@code next}, {@code close}.
 */
public final class Query extends Work {

  private static final int ROWS = 1000;

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
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE orders (id INTEGER PRIMARY KEY, customer VARCHAR(40))");
      for (int id = 0; id < ROWS; id++) {
        statement.executeUpdate("INSERT INTO orders VALUES (" + id + ", 'customer " + id + "')");
      }
    }
    query = connection.prepareStatement("SELECT id, customer FROM orders WHERE id = ?");
  }

  @Override
  void once() throws SQLException {
    PreparedStatement prepared = query;
    if (prepared == null) {
      throw new IllegalStateException("not begun");
    }
    int id = executed++ % ROWS;
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
