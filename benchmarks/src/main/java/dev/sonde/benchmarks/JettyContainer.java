package dev.sonde.benchmarks;

import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty as it is by default. */
final class JettyContainer implements HelloServer.Container {

  @Override
  public int start(ServletContainerInitializer application) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServletContainerInitializer(application);
    server.setHandler(context);
    server.start();
    return connector.getLocalPort();
  }
}
