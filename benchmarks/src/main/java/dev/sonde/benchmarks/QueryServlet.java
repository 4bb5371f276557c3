package dev.sonde.benchmarks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the database once, or as often as the parameter {@code n} says. */
final class QueryServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Orders orders;

  QueryServlet(Orders orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String asked = request.getParameter("n");
    int queries = asked == null ? 1 : Integer.parseInt(asked);
    try {
      int id = ThreadLocalRandom.current().nextInt(Orders.ROWS);
      Answer.send(response, orders.customer(id, queries));
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
