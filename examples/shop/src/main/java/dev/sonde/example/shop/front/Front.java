package dev.sonde.example.shop.front;

import dev.sonde.example.shop.web.WebServer;
import redis.clients.jedis.JedisPooled;

/**
 * {@code Front PORT INVENTORY ORDERS REDIS PICTURES}: the web front, and the ports of what it uses.
 */
public final class Front {

  private Front() {}

  public static void main(String[] args) throws Exception {
    InventoryClient inventory = new InventoryClient(Integer.parseInt(args[1]));
    OrdersClient orders = new OrdersClient(Integer.parseInt(args[2]));
    JedisPooled redis = new JedisPooled("127.0.0.1", Integer.parseInt(args[3]));
    PictureStore pictures = new PictureStore(Integer.parseInt(args[4]));
    pictures.fill();
    Carts carts = new Carts(redis);
    new WebServer(Integer.parseInt(args[0]))
        .serve("", new HomeServlet())
        .serve("/products", new ProductsServlet(inventory))
        .serve("/products/*", new ProductServlet(inventory, redis))
        .serve("/pictures/*", new PictureServlet(pictures))
        .serve("/cart", new CartServlet(carts))
        .serve("/checkout", new CheckoutServlet(carts, inventory, orders))
        .serve("/history", new HistoryServlet(orders))
        .open();
  }
}
