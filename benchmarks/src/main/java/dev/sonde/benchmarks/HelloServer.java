package dev.sonde.benchmarks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The server under measurement: one bare servlet, and one that tells what the process has used. */
public final class HelloServer {

  private HelloServer() {}

  public static void main(String[] arguments) throws LifecycleException, IOException {
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("sonde-benchmark");
    base.toFile().deleteOnExit();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "hello", new Hello()).addMapping("/hello");
    Tomcat.addServlet(context, "usage", new Usage()).addMapping("/usage");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  /** Answers a few bytes. */
  static final class Hello extends HttpServlet {
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
