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

/** {@code GET /products?q=WORD}: the products whose name has the word. */
final class ProductsServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 50;

  private final transient Database database;

  ProductsServlet(Database database) {
    this.database = database;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String word = request.getParameter("q");
    try (Connection connection = database.connection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, name from product where name like ? order by id limit ?")) {
      select.setString(1, "%" + (word == null ? "" : word) + "%");
      select.setInt(2, MOST_SHOWN);
      PrintWriter out = Page.open(response, "Products");
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          out.println(
              "<a href='products/" + rows.getInt(1) + "'>" + rows.getString(2) + "</a><br>");
        }
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
