package dev.sonde.smoke.app;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
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
        Site.KEY_STORE.isEmpty()
            ? new ServerConnector(
                server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http))
            : secure(server, http);
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
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    contexts.addHandler(root);
    contexts.addHandler(context(Site.OTHER_CONTEXT));
    Handler.Wrapper hosts = new Hosts();
    hosts.setHandler(contexts);
    server.setHandler(hosts);

    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("BYE")));
    server.start();
    System.out.println("READY " + connector.getLocalPort());
    server.join();
  }

  /** Speaks TLS, and HTTP/2 with whoever asks for it while the connection begins. */
  private static ServerConnector secure(Server server, HttpConfiguration http) {
    SslContextFactory.Server keys = new SslContextFactory.Server();
    keys.setKeyStorePath(Site.KEY_STORE);
    keys.setKeyStorePassword(Site.KEY_STORE_PASSWORD);
    http.addCustomizer(new SecureRequestCustomizer(false));
    ConnectionFactory http1 = new HttpConnectionFactory(http);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    return new ServerConnector(
        server,
        new SslConnectionFactory(keys, alpn.getProtocol()),
        alpn,
        new HTTP2ServerConnectionFactory(http),
        http1);
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

  /**
   * Lets no request for {@link Site#NOWHERE} on to a context, and none for {@link
   * CoreHandler#PATH}.
   */
  private static final class Hosts extends Handler.Wrapper {

    private final Handler core = new CoreHandler();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (request.getHttpURI().getPath().startsWith(CoreHandler.PATH)) {
        return core.handle(request, response, callback);
      }
      return !Site.NOWHERE.equals(Request.getServerName(request))
          && super.handle(request, response, callback);
    }
  }
}
