package dev.sonde.example.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The shop's database: products, what customers say of them, carts and orders. */
final class Database {

  static final int PRODUCTS = 1000;
  private static final int REVIEWS_OF_A_BESTSELLER = 20_000;
  private static final int FULL_STOCK = 20;

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  static Database open() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl("jdbc:h2:mem:shop");
    config.setMaximumPoolSize(8);
    Database database = new Database(new HikariDataSource(config));
    database.fill();
    return database;
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  private void fill() throws SQLException {
    try (Connection connection = connection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table product (id int primary key, name varchar(80), price decimal(10, 2),"
                + " currency char(3), stock int)");
        statement.execute("create table review (product int, stars int, words varchar(200))");
        statement.execute(
            "create table cart (id int auto_increment primary key, opened timestamp)");
        statement.execute("create table line (cart int, product int)");
        statement.execute(
            "create table purchase (id int auto_increment primary key, cart int, total decimal(10,"
                + " 2))");
        statement.execute("create index line_cart on line (cart)");
        statement.execute("create index review_product on review (product)");
      }
      fillProducts(connection);
      fillReviews(connection);
    }
  }

  private static void fillProducts(Connection connection) throws SQLException {
    String[] kinds = {"lamp", "chair", "kettle", "clock", "basket", "mirror", "rug", "shelf"};
    try (PreparedStatement insert =
        connection.prepareStatement("insert into product values (?, ?, ?, ?, ?)")) {
      for (int id = 1; id <= PRODUCTS; id++) {
        insert.setInt(1, id);
        insert.setString(2, kinds[id % kinds.length] + " no. " + id);
        insert.setBigDecimal(3, BigDecimal.valueOf(100 + (id * 37L) % 9900, 2));
        // An importer's mistake, for a shop that never fails would be a dull example.
        insert.setString(4, id % 25 == 13 ? "E??" : "EUR");
        insert.setInt(5, FULL_STOCK);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** One product in a hundred is a bestseller, and it is the one whose page takes long. */
  private static void fillReviews(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into review values (?, ?, ?)")) {
      for (int i = 0; i < REVIEWS_OF_A_BESTSELLER; i++) {
        insert.setInt(1, 1 + 100 * (i % 10));
        insert.setInt(2, 1 + i % 5);
        insert.setString(3, "customer " + i + " says that it is as good as it looks");
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Takes one of a product; when the last one is gone, the supplier sends new ones. */
  static boolean take(Connection connection, int product) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update product set stock = stock - 1 where id = ? and stock > 0")) {
      update.setInt(1, product);
      if (update.executeUpdate() == 1) {
        return true;
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement("update product set stock = ? where id = ?")) {
      update.setInt(1, FULL_STOCK);
      update.setInt(2, product);
      update.executeUpdate();
    }
    return false;
  }
}
