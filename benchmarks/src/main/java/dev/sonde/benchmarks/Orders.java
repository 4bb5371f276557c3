package dev.sonde.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A table of orders in H2's memory behind HikariCP, which both come with the first question. */
final class Orders {

  static final int ROWS = 1000;
  static final String BY_KEY = "SELECT id, customer FROM orders WHERE id = ?";

  private static final int POOL = 32;

  private volatile @Nullable HikariDataSource pool;

  /** Makes the table and fills it. */
  static void create(Connection connection, String kindOfTable) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE " + kindOfTable + " orders (id INTEGER PRIMARY KEY, customer VARCHAR(40))");
      for (int id = 0; id < ROWS; id++) {
        statement.executeUpdate("INSERT INTO orders VALUES (" + id + ", 'customer " + id + "')");
      }
    }
  }

  /** Borrows a connection once, and asks so often for an order by its key. */
  String customer(int id, int queries) throws SQLException {
    String customer = "";
    try (Connection connection = connect()) {
      for (int i = 0; i < queries; i++) {
        try (PreparedStatement query = connection.prepareStatement(BY_KEY)) {
          query.setInt(1, (id + i) % ROWS);
          try (ResultSet rows = query.executeQuery()) {
            rows.next();
            customer = rows.getString(2);
          }
        }
      }
    }
    return customer;
  }

  private Connection connect() throws SQLException {
    HikariDataSource opened = pool;
    return (opened == null ? open() : opened).getConnection();
  }

  private synchronized HikariDataSource open() throws SQLException {
    HikariDataSource opened = pool;
    if (opened == null) {
      opened = new HikariDataSource();
      opened.setJdbcUrl("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
      opened.setMaximumPoolSize(POOL);
      try (Connection connection = opened.getConnection()) {
        create(connection, "TABLE");
      }
      pool = opened;
    }
    return opened;
  }
}
