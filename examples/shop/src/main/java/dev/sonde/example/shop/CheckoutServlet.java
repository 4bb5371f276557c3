package dev.sonde.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;

/**
 * {@code POST /checkout?cart=N}: sells what is in a cart. An empty cart is a bad request, a product
 * that is sold out a conflict, and a product without a price in a real currency the shop's own
 * fault.
 */
final class CheckoutServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Database database;

  CheckoutServlet(Database database) {
    this.database = database;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    int cart = Page.number(request, "cart");
    try (Connection connection = database.connection()) {
      BigDecimal total = BigDecimal.ZERO;
      try (PreparedStatement select =
          connection.prepareStatement(
              "select p.id, p.price, p.currency from line l join product p on p.id = l.product"
                  + " where l.cart = ?")) {
        select.setInt(1, cart);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            Currency currency = Currency.getInstance(rows.getString(3));
            if (!Database.take(connection, rows.getInt(1))) {
              response.sendError(HttpServletResponse.SC_CONFLICT, "sold out");
              return;
            }
            total = total.add(rows.getBigDecimal(2).setScale(currency.getDefaultFractionDigits()));
          }
        }
      }
      if (total.signum() == 0) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST, "the cart is empty");
        return;
      }
      sell(connection, cart, total);
      response.setContentType("text/plain");
      response.getWriter().println("sold for " + total);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  private static void sell(Connection connection, int cart, BigDecimal total) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into purchase (cart, total) values (?, ?)")) {
      insert.setInt(1, cart);
      insert.setBigDecimal(2, total);
      insert.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from line where cart = ?")) {
      delete.setInt(1, cart);
      delete.executeUpdate();
    }
  }
}
