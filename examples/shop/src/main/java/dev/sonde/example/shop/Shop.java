package dev.sonde.example.shop;

import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/**
 * A web shop on embedded Tomcat with an embedded database.
 *
 * <pre>java -jar shop.jar [PORT] [--load[=SECONDS]]</pre>
 *
 * The port is the argument, else the environment variable {@code SHOP_PORT}, else 8080. With {@code
 * --load} the shop sends itself customers, for 60 seconds or as many as given.
 */
public final class Shop {

  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_LOAD_SECONDS = 60;

  private Shop() {}

  public static void main(String[] args) throws Exception {
    String variable = System.getenv("SHOP_PORT");
    int port = variable == null ? DEFAULT_PORT : Integer.parseInt(variable);
    int loadSeconds = 0;
    for (String arg : args) {
      if (arg.equals("--load")) {
        loadSeconds = DEFAULT_LOAD_SECONDS;
      } else if (arg.startsWith("--load=")) {
        loadSeconds = Integer.parseInt(arg.substring("--load=".length()));
      } else if (arg.matches("\\d{1,5}")) {
        port = Integer.parseInt(arg);
      } else {
        System.err.println("usage: java -jar shop.jar [PORT] [--load[=SECONDS]]");
        System.exit(2);
      }
    }

    Database database = Database.open();
    Tomcat tomcat = start(port, database);
    int localPort = tomcat.getConnector().getLocalPort();
    System.out.println("The shop is open at http://localhost:" + localPort + "/");
    if (loadSeconds > 0) {
      new Customers(localPort).send(loadSeconds);
    }
    tomcat.getServer().await();
  }

  private static Tomcat start(int port, Database database) throws IOException, LifecycleException {
    File directory = Files.createTempDirectory("shop").toFile();
    directory.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.getPath());
    tomcat.setPort(port);
    Context context = tomcat.addContext("", directory.getPath());
    serve(context, "home", new HomeServlet(), "");
    serve(context, "products", new ProductsServlet(database), "/products");
    serve(context, "product", new ProductServlet(database), "/products/*");
    serve(context, "cart", new CartServlet(database), "/cart");
    serve(context, "checkout", new CheckoutServlet(database), "/checkout");
    serve(context, "health", new HealthServlet(database), "/health");
    tomcat.getConnector();
    tomcat.start();
    if (tomcat.getConnector().getLocalPort() <= 0) {
      throw new IOException("port " + port + " is taken");
    }
    return tomcat;
  }

  private static void serve(Context context, String name, HttpServlet servlet, String pattern) {
    Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
    wrapper.setLoadOnStartup(1);
    wrapper.addMapping(pattern);
  }
}
