package dev.sonde.smoke.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Starts Jetty with the {@link Site} on the port that it is given, or on a free one, says {@code
 * READY <port>} on standard output, and says {@code BYE} when the JVM shuts down.
 */
public final class TestApp {

  private static final int THREADS = 20;

  /** How long an upgraded connection stays that the application has closed. */
  private static final int IDLE_MILLIS = 5000;

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Server server = new Server(new QueuedThreadPool(THREADS));
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(Site.HEADER_BYTES);
    http.setResponseHeaderSize(Site.HEADER_BYTES);
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(args.length > 0 ? Integer.parseInt(args[0]) : 0);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);

    ServletContextHandler root = context("/");
    ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
    pages.setShowStacks(false); // The frames differ from run to run.
    pages.addErrorPage(Site.ERROR_STATUS, Site.ERROR_PAGE);
    pages.addErrorPage(Failure.class, Site.ERROR_PAGE);
    root.setErrorHandler(pages);
    HandlerWrapper hosts = new Hosts();
    hosts.setHandler(new ContextHandlerCollection(root, context(Site.OTHER_CONTEXT)));
    server.setHandler(hosts);

    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("BYE")));
    server.start();
    System.out.println("READY " + connector.getLocalPort());
    server.join();
  }

  private static ServletContextHandler context(String path) {
    ServletContextHandler context =
        new ServletContextHandler() {
          @Override
          protected void startContext() throws Exception {
            new Site().onStartup(null, getServletContext());
            super.startContext();
          }
        };
    context.setContextPath(path);
    return context;
  }

  /** Lets no request for {@link Site#NOWHERE} on to a context. */
  private static final class Hosts extends HandlerWrapper {
    @Override
    public void handle(
        String target,
        Request baseRequest,
        HttpServletRequest request,
        HttpServletResponse response)
        throws IOException, ServletException {
      if (!Site.NOWHERE.equals(request.getServerName())) {
        super.handle(target, baseRequest, request, response);
      }
    }
  }
}
