package dev.sonde.example.shop.front;

import dev.sonde.example.shop.inventory.Product;
import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code POST /cart} opens a cart and answers its number; {@code POST /cart?cart=N&product=ID} puts
 * a product into it; {@code GET /cart?cart=N} tells what is in it.
 */
final class CartServlet extends JsonServlet {

  private static final long serialVersionUID = 1;

  private final transient Carts carts;

  CartServlet(Carts carts) {
    this.carts = carts;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int cart = number(request, "cart");
    int product = number(request, "product");
    if (cart < 0) {
      int opened = carts.open();
      response.setStatus(HttpServletResponse.SC_CREATED);
      answer(response, Map.of("cart", opened));
    } else if (product < 1 || product > Product.COUNT) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "no such product");
    } else {
      carts.put(cart, product);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(response, Map.of("products", carts.products(number(request, "cart"))));
  }
}
