package dev.sonde.example.shop.front;

import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /products?q=WORD}: the products whose name has the word. */
final class ProductsServlet extends JsonServlet {

  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  private final transient InventoryClient inventory;

  ProductsServlet(InventoryClient inventory) {
    this.inventory = inventory;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String word = request.getParameter("q");
    answer(response, inventory.search(word == null ? "" : word, MOST_SHOWN));
  }
}
