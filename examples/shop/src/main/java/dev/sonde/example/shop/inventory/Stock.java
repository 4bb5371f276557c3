package dev.sonde.example.shop.inventory;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The products in the inventory's database. */
final class Stock {

  private static final int FULL = 50;
  private static final String[] KINDS = {
    "lamp", "chair", "kettle", "clock", "basket", "mirror", "rug", "shelf"
  };

  private final DataSource database;

  Stock(DataSource database) {
    this.database = database;
  }

  void fill() throws SQLException {
    try (Connection connection = database.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table product (id int primary key, name varchar(80), price decimal(10, 2),"
                + " currency char(3), stock int)");
      }
      try (PreparedStatement insert =
          connection.prepareStatement("insert into product values (?, ?, ?, ?, ?)")) {
        for (int id = 1; id <= Product.COUNT; id++) {
          insert.setInt(1, id);
          insert.setString(2, KINDS[id % KINDS.length] + " no. " + id);
          insert.setBigDecimal(3, BigDecimal.valueOf(100 + (id * 37L) % 9900, 2));
          insert.setString(4, Product.isBroken(id) ? "E??" : "EUR");
          insert.setInt(5, FULL);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /**
   * The products whose name matches; what customers type is taken for a pattern, right or wrong.
   */
  List<Product> search(String word, int most) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, name, price, currency, stock from product where regexp_like(name, ?)"
                    + " order by id limit ?")) {
      select.setString(1, word);
      select.setInt(2, most);
      List<Product> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(product(rows));
        }
      }
      return found;
    }
  }

  @Nullable Product find(int id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, name, price, currency, stock from product where id = ?")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? product(rows) : null;
      }
    }
  }

  private static Product product(ResultSet rows) throws SQLException {
    return new Product(
        rows.getInt(1),
        rows.getString(2),
        rows.getBigDecimal(3),
        rows.getString(4),
        rows.getInt(5));
  }

  /** Takes one of each, or nothing at all; returns what is sold out, or zero. */
  int take(List<Integer> products) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update product set stock = stock - 1 where id = ? and stock > 0")) {
      connection.setAutoCommit(false);
      // In one order everywhere, so that two customers can't wait for each other.
      for (int id : products.stream().sorted().toList()) {
        update.setInt(1, id);
        if (update.executeUpdate() == 0) {
          connection.rollback();
          refill(id);
          return id;
        }
      }
      connection.commit();
      return 0;
    }
  }

  /** When the last one is gone, the supplier sends new ones. */
  private void refill(int id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update product set stock = ? where id = ?")) {
      update.setInt(1, FULL);
      update.setInt(2, id);
      update.executeUpdate();
    }
  }
}
