package dev.sonde.smoke.http;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/**
 * Runs the scenario in requests for {@code /by/CLIENT/VERSION}, by the class {@code CLIENT} below
 * this package, or with {@code ?drain=LENGTH} lets it read a body of that length. The requests that
 * it sends go to {@code /target}.
 *
 * <pre>java -Djavax.net.ssl.keyStore=… -Djavax.net.ssl.trustStore=… … dev.sonde.smoke.http.TestApp
 * </pre>
 */
public final class TestApp {

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.US);
    File base = Files.createTempDirectory("sonde-http").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    tomcat.setSilent(true);
    SecureServer secure = SecureServer.start();
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "scenario", new ScenarioServlet(secure.port()));
    context.addServletMappingDecoded("/by/*", "scenario");
    Tomcat.addServlet(context, "target", new TargetServlet());
    context.addServletMappingDecoded("/target/*", "target");
    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
  }

  /** Answers with what the scenario prints. */
  private static final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient ConcurrentMap<String, ClassLoader> loaders = new ConcurrentHashMap<>();
    private final int securePort;

    ScenarioServlet(int securePort) {
      this.securePort = securePort;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] path = request.getPathInfo().split("/");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int port = request.getLocalPort();
      String drained = request.getParameter("drain");
      try (PrintStream out = new PrintStream(bytes, false, "UTF-8")) {
        Client client = client(path[1], path[2]);
        if (drained == null) {
          new Scenario(out, client, port, securePort).run();
        } else {
          out.print(client.drain("http://127.0.0.1:" + port + "/target/bytes/" + drained));
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }

    private Client client(String name, String version) throws Exception {
      String library = name.substring(0, name.indexOf('.'));
      String key = library + '-' + version;
      ClassLoader loader = loaders.get(key);
      if (loader == null) {
        loader = VersionLoader.of(library, version);
        loaders.put(key, loader);
      }
      return (Client)
          loader.loadClass("dev.sonde.smoke.http." + name).getConstructor().newInstance();
    }
  }
}
