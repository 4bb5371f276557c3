package dev.sonde.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;

/** The server under measurement, and the applications that it can serve. */
public final class HelloServer {

  /** One bare servlet. */
  static final String HELLO = "hello";

  /** That, and servlets that query, forward, stand behind filters or load classes. */
  static final String ALL = "all";

  /** The bare servlet under all {@link Routes}. */
  static final String ROUTES = "routes";

  private HelloServer() {}

  /**
   * Starts it.
   *
   * @param arguments the container and the application
   */
  public static void main(String[] arguments) throws Exception {
    Container container =
        switch (arguments[0]) {
          case "tomcat" -> new TomcatContainer();
          case "jetty" -> new JettyContainer();
          case "undertow" -> new UndertowContainer();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    int port = container.start((classes, context) -> deploy(context, arguments[1]));
    System.out.println("READY " + port);
    new CountDownLatch(1).await();
  }

  private static void deploy(ServletContext context, String application) {
    context.addServlet("usage", new UsageServlet()).addMapping("/usage");
    deployHello(context, "/hello", 0);
    switch (application) {
      case HELLO -> {}
      case ALL -> deployAll(context);
      case ROUTES -> {
        var routes = context.addServlet("routes", new Hello());
        for (int i = 0; i < Routes.COUNT; i++) {
          routes.addMapping(Routes.path(i));
        }
      }
      default -> throw new IllegalArgumentException(application);
    }
  }

  static void deployOrders(ServletContext context) {
    Orders orders = new Orders();
    context.addServlet("query", new QueryServlet(orders)).addMapping("/query");
    context.addServlet("mix", new MixServlet(orders)).addMapping("/mix");
  }

  private static void deployAll(ServletContext context) {
    deployOrders(context);
    context.addServlet("classes", new ClassesServlet()).addMapping("/classes");
    deployHello(context, "/filters/1", 1);
    deployHello(context, "/filters/10", 10);
  }

  /** Puts the bare servlet at a path, behind so many filters. */
  static void deployHello(ServletContext context, String path, int filters) {
    context.addServlet("hello at " + path, new Hello()).addMapping(path);
    for (int i = 0; i < filters; i++) {
      context
          .addFilter("filter" + i + " at " + path, new Passing())
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, path);
    }
  }

  /** A servlet container on loopback and on a free port. */
  interface Container {

    /** More than the connections of any load. */
    int THREADS = 300;

    /** Starts it with one application at its root, which is filled by that; tells the port. */
    int start(ServletContainerInitializer application) throws Exception;
  }

  /** Lets each request through. */
  private static final class Passing extends HttpFilter {
    private static final long serialVersionUID = 1;
  }

  /** Answers a few bytes. */
  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final byte[] BODY = "hello\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      response.setContentLength(BODY.length);
      response.getOutputStream().write(BODY);
    }
  }
}
