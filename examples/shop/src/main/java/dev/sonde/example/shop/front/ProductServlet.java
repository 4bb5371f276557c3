package dev.sonde.example.shop.front;

import com.google.gson.Gson;
import dev.sonde.example.shop.inventory.Product;
import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import redis.clients.jedis.JedisPooled;

/** {@code GET /products/ID}: a product, for a while out of the cache. */
final class ProductServlet extends JsonServlet {

  private static final long serialVersionUID = 1;
  private static final long SECONDS_CACHED = 30;

  private final transient Gson json = new Gson();
  private final transient InventoryClient inventory;
  private final transient JedisPooled cache;

  ProductServlet(InventoryClient inventory, JedisPooled cache) {
    this.inventory = inventory;
    this.cache = cache;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int id = numberInPath(request);
    String key = "product:" + id;
    String known = cache.get(key);
    if (known == null) {
      Product product = inventory.find(id);
      if (product == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      known = json.toJson(product);
      cache.setex(key, SECONDS_CACHED, known);
    }
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().print(known);
  }
}
