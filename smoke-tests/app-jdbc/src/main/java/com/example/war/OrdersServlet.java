package com.example.war;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Executes statements in one of the {@link Databases}, well and badly, and answers with how many
 * rows it has read.
 */
public final class OrdersServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  /** What escapes from a request. */
  private static final class OrderException extends ServletException {

    private static final long serialVersionUID = 1;

    OrderException(Throwable cause) {
      super("no order", cause);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Databases databases = (Databases) getServletContext().getAttribute(Databases.NAME);
    String way = request.getPathInfo().substring(1);
    int rows;
    try {
      if (request.getParameter("leave") != null) {
        rows = leave(databases.open(way), way.equals("h2"));
      } else {
        try (Connection connection = databases.open(way)) {
          rows = use(connection);
        }
        rows += databases.aside(() -> count(databases, way));
      }
      if (request.getParameter("fail") != null) {
        fail(databases, way);
      }
    } catch (SQLException | ExecutionException | InterruptedException e) {
      throw new OrderException(e);
    }
    response.setContentType("text/plain");
    response.getOutputStream().print("rows " + rows + "\n");
  }

  private static int use(Connection connection) throws SQLException {
    int rows = 0;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS orders (id INT, name VARCHAR(20))");
      statement.addBatch("DELETE FROM orders WHERE id > 100");
      statement.addBatch("INSERT INTO orders VALUES (1, 'one')");
      statement.executeBatch();
      try {
        statement.executeQuery("SELECT * FROM nowhere");
      } catch (SQLException e) {
        rows++;
      }
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
      for (int i = 0; i < 3; i++) {
        insert.setInt(1, i);
        insert.setString(2, "order " + i);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      insert.setInt(1, 9);
      insert.setString(2, "nine");
      insert.executeUpdate();
      connection.rollback();
    } finally {
      connection.setAutoCommit(true);
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM orders WHERE id = ?")) {
      for (int i = 0; i < 25; i++) {
        select.setInt(1, i);
        try (ResultSet found = select.executeQuery()) {
          while (found.next()) {
            rows++;
          }
        }
      }
    }
    return rows;
  }

  private static int count(Databases databases, String way) throws SQLException {
    try (Connection connection = databases.open(way);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT count(*) FROM orders")) {
      found.next();
      return found.getInt(1);
    }
  }

  /**
   * Closes nothing, with a result that is half read, and a transaction unless others would wait.
   */
  private static int leave(Connection connection, boolean transaction) throws SQLException {
    use(connection);
    connection.setAutoCommit(!transaction);
    Statement statement = connection.createStatement();
    statement.executeUpdate("INSERT INTO orders VALUES (5, 'left')");
    statement.addBatch("DELETE FROM orders");
    PreparedStatement select = connection.prepareStatement("SELECT * FROM orders");
    ResultSet found = select.executeQuery();
    return found.next() ? 1 : 0;
  }

  private static void fail(Databases databases, String way) throws SQLException {
    try (Connection connection = databases.open(way);
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT * FROM nowhere");
    }
  }
}
