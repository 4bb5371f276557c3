package dev.sonde.benchmarks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Asks the database for two orders, then for one more, each over a connection of its own, and
 * forwards to a servlet that asks once again and answers.
 */
final class MixServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Orders orders;

  MixServlet(Orders orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      request.setAttribute("first", orders.customer(1, 2));
      request.setAttribute("second", orders.customer(2, 1));
    } catch (SQLException e) {
      throw new ServletException(e);
    }
    request.getRequestDispatcher("/query").forward(request, response);
  }
}
