package dev.sonde.smoke.app;

import java.io.File;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * Starts Tomcat on the port that it is given, or on a free one, says {@code READY <port>} on
 * standard output, and says {@code BYE} when the JVM shuts down.
 */
public final class TestApp {

  private static final int HEADER_BYTES = 4 << 20;

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir("tomcat");
    tomcat.setPort(args.length > 0 ? Integer.parseInt(args[0]) : 0);
    Connector connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxHttpHeaderSize", Integer.toString(HEADER_BYTES));
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("maxThreads", "20");

    root(tomcat.addContext("", new File(".").getAbsolutePath()));
    Context context = tomcat.addContext("/context", new File(".").getAbsolutePath());
    serve(context, "hello", Answers.HELLO, "/hello");

    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("BYE")));
    tomcat.start();
    System.out.println("READY " + connector.getLocalPort());
    tomcat.getServer().await();
  }

  private static void root(Context context) throws IOException {
    serve(context, "hello", Answers.HELLO, "/hello");
    serve(context, "api", Answers.PATH, "/api/*");
    serve(context, "do", Answers.PATH, "*.do");
    serve(context, "default", Answers.NOT_FOUND, "/");
    serve(context, "status", Answers.STATUS, "/status");
    serve(context, "sendError", Answers.SEND_ERROR, "/sendError");
    serve(context, "throw", Answers.THROW, "/throw");
    serve(context, "interrupt", Answers.INTERRUPT, "/interrupt");
    serve(context, "oom", Answers.OUT_OF_MEMORY, "/oom");
    serve(context, "stackoverflow", Answers.STACK_OVERFLOW, "/stackoverflow");
    serve(context, "forward", Answers.FORWARD, "/forward");
    serve(context, "include", Answers.INCLUDE, "/include");
    serve(context, "recurse", Answers.RECURSE, "/recurse");
    serve(context, "echo-headers", Answers.ECHO_HEADERS, "/echo-headers");
    serve(context, "wait", Answers.WAIT, "/wait");
    serve(context, "go-on", Answers.GO_ON, "/go-on");
    serve(context, "threads", Answers.THREADS, "/threads");
    serve(context, "exit", Answers.EXIT, "/exit");

    FilterDef filter = new FilterDef();
    filter.setFilterName("interruption");
    filter.setFilter(new InterruptionFilter());
    FilterMap map = new FilterMap();
    map.setFilterName("interruption");
    map.addURLPattern("/interrupt");
    context.addFilterDef(filter);
    context.addFilterMap(map);
  }

  private static void serve(Context context, String name, Answer answer, String pattern) {
    Wrapper wrapper = Tomcat.addServlet(context, name, new AnsweringServlet(answer));
    wrapper.setLoadOnStartup(1);
    wrapper.addMapping(pattern);
  }
}
