package dev.sonde.smoke.app;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.NameVirtualHostHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.net.InetSocketAddress;
import java.util.Collections;

/**
 * Starts Undertow with the {@link Site} on the port that it is given, or on a free one, says {@code
 * READY <port>} on standard output, and says {@code BYE} when the JVM shuts down.
 */
public final class TestApp {

  private static final int HEADER_BYTES = 4 << 20;

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    ServletContainer container = Servlets.newContainer();
    PathHandler contexts =
        new PathHandler(
            deployed(
                container,
                context("/")
                    .addErrorPage(Servlets.errorPage(Site.ERROR_PAGE, Site.ERROR_STATUS))
                    .addErrorPage(Servlets.errorPage(Site.ERROR_PAGE, Failure.class))));
    contexts.addPrefixPath(Site.OTHER_CONTEXT, deployed(container, context(Site.OTHER_CONTEXT)));

    Undertow undertow =
        Undertow.builder()
            .addHttpListener(args.length > 0 ? Integer.parseInt(args[0]) : 0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
            .setIoThreads(2)
            .setWorkerThreads(20)
            .setHandler(
                new NameVirtualHostHandler()
                    .addHost(Site.NOWHERE, ResponseCodeHandler.HANDLE_404)
                    .setDefaultHandler(contexts))
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("BYE")));
    undertow.start();
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    System.out.println("READY " + address.getPort());
  }

  private static DeploymentInfo context(String path) {
    return Servlets.deployment()
        .setClassLoader(TestApp.class.getClassLoader())
        .setDeploymentName(path)
        .setContextPath(path)
        .addServletContainerInitializer(
            new ServletContainerInitializerInfo(
                Site.class, new ImmediateInstanceFactory<>(new Site()), Collections.emptySet()));
  }

  private static HttpHandler deployed(ServletContainer container, DeploymentInfo context)
      throws Exception {
    DeploymentManager manager = container.addDeployment(context);
    manager.deploy();
    return manager.start();
  }
}
