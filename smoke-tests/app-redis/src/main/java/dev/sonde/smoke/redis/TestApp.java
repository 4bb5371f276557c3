package dev.sonde.smoke.redis;

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
 * Runs Jedis' scenario in requests for {@code /by/VERSION}, and Redisson's in those for {@code
 * /redisson/VERSION}; in one for {@code /failing/VERSION} an error reply leaves the servlet as an
 * exception.
 *
 * <pre>java … dev.sonde.smoke.redis.TestApp HOST PORT</pre>
 */
public final class TestApp {

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.US);
    File base = Files.createTempDirectory("sonde-redis").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.setSilent(true);
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "scenario", new ScenarioServlet(args[0], Integer.parseInt(args[1])));
    context.addServletMappingDecoded("/*", "scenario");
    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
  }

  /** Answers with what the scenario prints. */
  private static final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient ConcurrentMap<String, ClassLoader> loaders = new ConcurrentHashMap<>();
    private final String host;
    private final int port;

    ScenarioServlet(String host, int port) {
      this.host = host;
      this.port = port;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] path = request.getPathInfo().split("/");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream out = new PrintStream(bytes, false, "UTF-8")) {
        (path[1].equals("redisson")
                ? redisson(path[2], out)
                : scenario(path[2], out, path[1].equals("failing")))
            .run();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }

    private Runnable redisson(String version, PrintStream out) throws Exception {
      return (Runnable)
          VersionLoader.of("redisson", version)
              .loadClass("dev.sonde.smoke.redis.redisson.RedissonScenario")
              .getConstructor(PrintStream.class, String.class, int.class, String.class)
              .newInstance(out, host, port, version);
    }

    private Runnable scenario(String version, PrintStream out, boolean failing) throws Exception {
      ClassLoader loader = loaders.get(version);
      if (loader == null) {
        loader = VersionLoader.jedis(version);
        loaders.put(version, loader);
      }
      return (Runnable)
          loader
              .loadClass("dev.sonde.smoke.redis.jedis.JedisScenario")
              .getConstructor(PrintStream.class, String.class, int.class, boolean.class)
              .newInstance(out, host, port, failing);
    }
  }
}
