package dev.sonde.example.shop.front;

import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /history?customer=N}: what a customer has ordered, with {@code view} as it is kept.
 */
final class HistoryServlet extends JsonServlet {

  private static final long serialVersionUID = 1;

  private final transient OrdersClient orders;

  HistoryServlet(OrdersClient orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String history =
        orders.history(
            number(request, "customer"), "detailed".equals(request.getParameter("view")));
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().print(history);
  }
}
