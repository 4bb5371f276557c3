package dev.sonde.example.shop.front;

import com.google.gson.Gson;
import dev.sonde.example.shop.inventory.Product;
import dev.sonde.example.shop.orders.Order;
import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /checkout?cart=N&customer=N}: sells what is in a cart, with {@code pay=invoice} after
 * the bank was asked, with {@code note=TEXT} on the parcel. An empty cart is a bad request, what is
 * sold out a conflict.
 */
final class CheckoutServlet extends JsonServlet {

  private static final long serialVersionUID = 1;

  private final transient Gson json = new Gson();
  private final transient Carts carts;
  private final transient InventoryClient inventory;
  private final transient OrdersClient orders;

  CheckoutServlet(Carts carts, InventoryClient inventory, OrdersClient orders) {
    this.carts = carts;
    this.inventory = inventory;
    this.orders = orders;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int cart = number(request, "cart");
    List<Integer> products = carts.products(cart);
    if (products.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "the cart is empty");
      return;
    }
    List<Order.Line> lines = new ArrayList<>();
    for (int id : products) {
      Product product = inventory.find(id);
      if (product != null) {
        lines.add(new Order.Line(id, product.price(), product.currency()));
      }
    }
    if (inventory.reserve(products) != 0) {
      response.sendError(HttpServletResponse.SC_CONFLICT, "sold out");
      return;
    }
    String note = request.getParameter("note");
    Order order =
        new Order(
            number(request, "customer"),
            note == null ? "" : note,
            "invoice".equals(request.getParameter("pay")),
            lines);
    String ordered = orders.order(json.toJson(order));
    carts.close(cart);
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().print(ordered);
  }
}
