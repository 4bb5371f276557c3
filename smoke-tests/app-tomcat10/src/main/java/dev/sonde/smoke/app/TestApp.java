package dev.sonde.smoke.app;

import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * Starts Tomcat with the {@link Site} on the port that it is given, or on a free one, says {@code
 * READY <port>} on standard output, and says {@code BYE} when the JVM shuts down.
 */
public final class TestApp {

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir("tomcat");
    tomcat.setPort(args.length > 0 ? Integer.parseInt(args[0]) : 0);
    Connector connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxHttpHeaderSize", Integer.toString(Site.HEADER_BYTES));
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("maxThreads", "20");
    connector.setProperty("compression", System.getProperty("site.compression", "off"));
    connector.addUpgradeProtocol(new Http2Protocol());
    if (!Site.KEY_STORE.isEmpty()) {
      secure(connector);
    }

    Context root = context(tomcat, "");
    ErrorPage page = new ErrorPage();
    page.setErrorCode(Site.ERROR_STATUS);
    page.setLocation(Site.ERROR_PAGE);
    root.addErrorPage(page);
    page = new ErrorPage();
    page.setExceptionType(Failure.class.getName());
    page.setLocation(Site.ERROR_PAGE);
    root.addErrorPage(page);
    context(tomcat, Site.OTHER_CONTEXT);
    StandardHost nowhere = new StandardHost();
    nowhere.setName(Site.NOWHERE);
    tomcat.getEngine().addChild(nowhere);

    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("BYE")));
    tomcat.start();
    System.out.println("READY " + connector.getLocalPort());
    tomcat.getServer().await();
  }

  /** Speaks TLS, and HTTP/2 with whoever asks for it while the connection begins. */
  private static void secure(Connector connector) {
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate keys =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    keys.setCertificateKeystoreFile(Site.KEY_STORE);
    keys.setCertificateKeystorePassword(Site.KEY_STORE_PASSWORD);
    host.addCertificate(keys);
    connector.addSslHostConfig(host);
  }

  private static Context context(Tomcat tomcat, String path) {
    Context context = tomcat.addContext(path, new File(".").getAbsolutePath());
    context.addServletContainerInitializer(new Site(), null);
    return context;
  }
}
