package dev.sonde.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;

/**
 * The server under measurement: one bare servlet behind as many filters as asked for, and one that
 * tells what the process has used.
 */
public final class HelloServer {

  private HelloServer() {}

  /**
   * Starts it.
   *
   * @param arguments the container and how many filters
   */
  public static void main(String[] arguments) throws Exception {
    int filters = Integer.parseInt(arguments[1]);
    Container container =
        switch (arguments[0]) {
          case "tomcat" -> new TomcatContainer();
          case "jetty" -> new JettyContainer();
          case "undertow" -> new UndertowContainer();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    int port = container.start((classes, context) -> deploy(context, filters));
    System.out.println("READY " + port);
    new CountDownLatch(1).await();
  }

  private static void deploy(ServletContext context, int filters) {
    context.addServlet("usage", new Usage()).addMapping("/usage");
    deployHello(context, filters);
  }

  /** Puts the bare servlet at {@code /hello}, behind so many filters. */
  static void deployHello(ServletContext context, int filters) {
    context.addServlet("hello", new Hello()).addMapping("/hello");
    for (int i = 0; i < filters; i++) {
      context
          .addFilter("filter" + i, new Passing())
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/hello");
    }
  }

  /** A servlet container on loopback and on a free port. */
  interface Container {

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

  /** CPU nanoseconds, bytes allocated, threads, classes and, after a collection, live heap. */
  private static final class Usage extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean collect = request.getParameter("gc") != null;
      if (collect) {
        System.gc();
      }
      com.sun.management.ThreadMXBean threads =
          (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long allocated = 0;
      for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
        allocated += Math.max(0, bytes);
      }
      com.sun.management.OperatingSystemMXBean system =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      Runtime runtime = Runtime.getRuntime();
      String line =
          system.getProcessCpuTime()
              + " "
              + allocated
              + " "
              + threads.getThreadCount()
              + " "
              + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
              + " "
              + (runtime.totalMemory() - runtime.freeMemory());
      byte[] body = line.getBytes(StandardCharsets.US_ASCII);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
