package dev.sonde.smoke.s3;

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

/**
 * Runs a part of the scenario in requests for {@code /PART/CLIENT/VERSION}, by the class {@code
 * CLIENT} below this package.
 *
 * <pre>java -Ds3.endpoint=http://127.0.0.1:… -jar app.jar</pre>
 */
public final class TestApp {

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.US);
    File base = Files.createTempDirectory("sonde-s3").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.setSilent(true);
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "scenario", new ScenarioServlet(new FaultyServer()));
    context.addServletMappingDecoded("/*", "scenario");
    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
  }

  /** Answers with what the scenario prints. */
  private static final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient ConcurrentMap<String, ClassLoader> loaders = new ConcurrentHashMap<>();
    private final transient FaultyServer faulty;

    ScenarioServlet(FaultyServer faulty) {
      this.faulty = faulty;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] path = request.getPathInfo().split("/");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream out = new PrintStream(bytes, false, "UTF-8")) {
        if (path[1].equals("gc")) {
          System.gc();
        } else {
          run(path[1], path[2], path[3], out);
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }

    private void run(String part, String name, String version, PrintStream out) throws Exception {
      Class<?> type = loader(name, version).loadClass("dev.sonde.smoke.s3." + name);
      Client real = client(type, System.getProperty("s3.endpoint"));
      Client other = client(type, faulty.endpoint());
      // Clients are loaded, and their threads made, as an application does it at its start.
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(type.getClassLoader());
      try {
        String id = (name + '-' + version).replace('.', '-').toLowerCase(Locale.ROOT);
        new Scenario(out, real, other, faulty, id).run(part);
      } finally {
        Thread.currentThread().setContextClassLoader(before);
        real.close();
        other.close();
      }
    }

    private static Client client(Class<?> type, String endpoint) throws Exception {
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(type.getClassLoader());
      try {
        return (Client) type.getConstructor(String.class).newInstance(endpoint);
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
    }

    private ClassLoader loader(String name, String version) throws Exception {
      String kind = name.substring(0, name.indexOf('.'));
      String key = kind + '-' + version;
      ClassLoader loader = loaders.get(key);
      if (loader == null) {
        loader = VersionLoader.of(kind, version);
        loaders.put(key, loader);
      }
      return loader;
    }
  }
}
