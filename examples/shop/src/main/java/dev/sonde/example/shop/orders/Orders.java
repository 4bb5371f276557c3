package dev.sonde.example.shop.orders;

import dev.sonde.example.shop.web.Databases;
import dev.sonde.example.shop.web.WebServer;

/** {@code Orders PORT}: takes orders and lists them. */
public final class Orders {

  private static final int CONNECTIONS = 5;

  private Orders() {}

  public static void main(String[] args) throws Exception {
    OrderStore store = new OrderStore(Databases.open("orders", CONNECTIONS));
    store.fill();
    new WebServer(Integer.parseInt(args[0])).serve("/orders", new OrdersServlet(store)).open();
  }
}
