package dev.sonde.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@code GET /products/ID}: a product and what customers say of it. */
final class ProductServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Database database;

  ProductServlet(Database database) {
    this.database = database;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    @Nullable String path = request.getPathInfo();
    int id = Page.number(path == null ? null : path.substring(1));
    try (Connection connection = database.connection()) {
      String name = name(connection, id);
      if (name == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      PrintWriter out = Page.open(response, name);
      reviews(connection, id, out);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  private static @Nullable String name(Connection connection, int id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select name from product where id = ?")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  private static void reviews(Connection connection, int id, PrintWriter out) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select stars, words from review where product = ? order by stars desc, words")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          out.println("<p>" + rows.getInt(1) + "/5 " + Page.escape(rows.getString(2)));
        }
      }
    }
  }
}
