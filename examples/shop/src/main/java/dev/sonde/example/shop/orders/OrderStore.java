package dev.sonde.example.shop.orders;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The orders in their database. */
public final class OrderStore {

  private static final int CUSTOMERS = 50;
  private static final int OLD_ORDERS = 30;
  private static final int MOST_LISTED = 30;
  private static final String H2 = "H2";

  private final DataSource database;

  OrderStore(DataSource database) {
    this.database = database;
  }

  void fill() throws SQLException {
    try (Connection connection = database.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table purchase (id int generated always as identity primary key, customer int,"
                + " note varchar(40), total decimal(12, 2))");
        statement.execute("create table line (purchase int, product int, price decimal(10, 2))");
        statement.execute("create index line_purchase on line (purchase)");
        statement.execute("create index purchase_customer on purchase (customer)");
        statement.execute(creditCheck(connection.getMetaData().getDatabaseProductName()));
      }
      connection.setAutoCommit(false);
      for (int i = 0; i < CUSTOMERS * OLD_ORDERS; i++) {
        insert(
            connection,
            new Order(
                1 + i % CUSTOMERS,
                "",
                false,
                List.of(new Order.Line(1 + i % 400, BigDecimal.TEN, "EUR"))));
      }
      connection.commit();
    }
  }

  /** The bank's procedure, which takes its time. */
  private static String creditCheck(String databaseName) {
    return databaseName.equals(H2)
        ? "create alias credit_check for '" + OrderStore.class.getName() + ".creditCheck'"
        : "create function credit_check(customer int) returns boolean language plpgsql as"
            + " $$ begin perform pg_sleep(0.7 + (customer % 10) * 0.1); return true; end $$";
  }

  /** What H2 calls. */
  public static boolean creditCheck(int customer) throws InterruptedException {
    Thread.sleep(700 + customer % 10 * 100);
    return true;
  }

  /** Returns the order's number. */
  int add(Order order) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int id = insert(connection, order);
        if (order.onInvoice()) {
          askTheBank(connection, order.customer());
        }
        connection.commit();
        return id;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static int insert(Connection connection, Order order) throws SQLException {
    int id;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into purchase (customer, note, total) values (?, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setInt(1, order.customer());
      insert.setString(2, order.note());
      insert.setBigDecimal(3, total(order));
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        id = keys.getInt(1);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into line values (?, ?, ?)")) {
      for (Order.Line line : order.lines()) {
        insert.setInt(1, id);
        insert.setInt(2, line.product());
        insert.setBigDecimal(3, line.price());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return id;
  }

  /** Fails for a currency that does not exist: somebody should have looked earlier. */
  private static BigDecimal total(Order order) {
    BigDecimal total = BigDecimal.ZERO;
    for (Order.Line line : order.lines()) {
      int digits = Currency.getInstance(line.currency()).getDefaultFractionDigits();
      total = total.add(line.price().setScale(digits));
    }
    return total;
  }

  private static void askTheBank(Connection connection, int customer) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select credit_check(?)")) {
      select.setInt(1, customer);
      select.executeQuery().close();
    }
  }

  /** A customer's last orders with their products, as one statement finds them. */
  Map<Integer, List<Integer>> history(int customer) throws SQLException {
    Map<Integer, List<Integer>> orders = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select p.id, l.product from purchase p join line l on l.purchase = p.id where"
                    + " p.customer = ? order by p.id desc limit ?")) {
      select.setInt(1, customer);
      select.setInt(2, MOST_LISTED);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          orders.computeIfAbsent(rows.getInt(1), id -> new ArrayList<>()).add(rows.getInt(2));
        }
      }
    }
    return orders;
  }

  /** The same, as it is written by who is in a hurry: a statement more for each order. */
  Map<Integer, List<Integer>> historyOneByOne(int customer) throws SQLException {
    Map<Integer, List<Integer>> orders = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id from purchase where customer = ? order by id desc limit ?")) {
      select.setInt(1, customer);
      select.setInt(2, MOST_LISTED);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          orders.put(rows.getInt(1), products(connection, rows.getInt(1)));
        }
      }
    }
    return orders;
  }

  private static List<Integer> products(Connection connection, int order) throws SQLException {
    List<Integer> products = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("select product from line where purchase = ?")) {
      select.setInt(1, order);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          products.add(rows.getInt(1));
        }
      }
    }
    return products;
  }
}
