package dev.sonde.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * {@code POST /cart} opens a cart and answers its number; {@code POST /cart?cart=N&product=ID} puts
 * a product into it; {@code GET /cart?cart=N} says how many are in it.
 */
final class CartServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Database database;

  CartServlet(Database database) {
    this.database = database;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    int cart = Page.number(request, "cart");
    int product = Page.number(request, "product");
    response.setContentType("text/plain");
    try (Connection connection = database.connection()) {
      if (cart < 0) {
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.getWriter().println(open(connection));
      } else if (product < 1 || product > Database.PRODUCTS) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST, "no such product");
      } else {
        put(connection, cart, product);
        response.getWriter().println("in the cart");
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try (Connection connection = database.connection();
        PreparedStatement select =
            connection.prepareStatement("select count(*) from line where cart = ?")) {
      select.setInt(1, Page.number(request, "cart"));
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        response.setContentType("text/plain");
        response.getWriter().println(rows.getInt(1));
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  private static int open(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into cart (opened) values (current_timestamp)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getInt(1);
      }
    }
  }

  private static void put(Connection connection, int cart, int product) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into line values (?, ?)")) {
      insert.setInt(1, cart);
      insert.setInt(2, product);
      insert.executeUpdate();
    }
  }
}
