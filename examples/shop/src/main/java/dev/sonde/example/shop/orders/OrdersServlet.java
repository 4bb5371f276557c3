package dev.sonde.example.shop.orders;

import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/**
 * {@code POST /orders} takes an order; {@code GET /orders?customer=N} lists a customer's, with
 * {@code view=detailed} in more statements than there should be.
 */
final class OrdersServlet extends JsonServlet {

  private static final long serialVersionUID = 1;

  private final transient OrderStore store;

  OrdersServlet(OrderStore store) {
    this.store = store;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Order order = read(request, Order.class);
    if (order == null || order.lines() == null || order.lines().isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "no order");
      return;
    }
    try {
      int id = store.add(order);
      response.setStatus(HttpServletResponse.SC_CREATED);
      answer(response, Map.of("order", id));
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    int customer = number(request, "customer");
    try {
      answer(
          response,
          "detailed".equals(request.getParameter("view"))
              ? store.historyOneByOne(customer)
              : store.history(customer));
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
