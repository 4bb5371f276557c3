package dev.sonde.smoke.redis;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Runs a part of the scenario in each request for {@code /PART/VERSION}, {@code /by/2.9.0} for one.
 * That of Lettuce is in {@code /lettuce/VERSION}, and that of Redisson in {@code
 * /redisson/VERSION}; what there is much of is in {@code /lettuce-many/VERSION}, and other servers
 * are asked by {@code /lettuce-servers/VERSION}. A client of Redisson's that stays is in {@code
 * /pool-open/VERSION}, {@code -take} and {@code -close}, and {@code /kill} closes all connections
 * from the other side. {@code /steps/CLIENT/VERSION} tells the names of {@link Steps}, and {@code
 * ?step=NAME} runs one.
 *
 * <pre>java … dev.sonde.smoke.redis.TestApp HOST PORT [NODES]</pre>
 *
 * <p>Where its other servers are it is told by system properties.
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
    String nodes = args.length > 2 ? args[2] : "";
    Tomcat.addServlet(
        context, "scenario", new ScenarioServlet(args[0], Integer.parseInt(args[1]), nodes));
    context.addServletMappingDecoded("/*", "scenario");
    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
  }

  /** Answers with what the scenario prints. */
  private static final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Map<String, ClassLoader> loaders = new ConcurrentHashMap<>();
    private final transient Map<String, Steps> steps = new ConcurrentHashMap<>();
    private final String host;
    private final int port;
    private final String nodes;

    ScenarioServlet(String host, int port, String nodes) {
      this.host = host;
      this.port = port;
      this.nodes = nodes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] path = request.getPathInfo().split("/");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream out = new PrintStream(bytes, false, "UTF-8")) {
        if (path[1].equals("steps")) {
          Steps all = steps(path[2], path[3]);
          String step = request.getParameter("step");
          out.print(step == null ? all.names() : all.run(step));
        } else if (path[1].startsWith("pool-")) {
          pool(path[2], out, path[1].substring("pool-".length())).run();
        } else if (path[1].equals("kill")) {
          RawRedis.ask(port, "CLIENT KILL TYPE normal");
        } else {
          scenario(path[1], path[2], out).run();
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }

    private Runnable scenario(String part, String version, PrintStream out) throws Exception {
      if (part.startsWith("lettuce") || part.startsWith("redisson")) {
        String[] parts = part.split("-");
        return scenario(parts[0], version, parts.length == 1 ? "Scenario" : capital(parts[1]), out);
      }
      if (part.equals("jedis-failover")) {
        return scenario("jedis", version, "Failover", out);
      }
      return (Runnable)
          load("jedis", version, "JedisScenario")
              .getConstructor(PrintStream.class, String.class, int.class, String.class)
              .newInstance(out, host, port, part);
    }

    private Runnable scenario(String client, String version, String type, PrintStream out)
        throws Exception {
      return (Runnable)
          load(client, version, capital(client) + type)
              .getConstructor(
                  PrintStream.class, String.class, int.class, String.class, String.class)
              .newInstance(out, host, port, nodes, version);
    }

    private Runnable pool(String version, PrintStream out, String part) throws Exception {
      return (Runnable)
          load("redisson", version, "PoolScenario")
              .getConstructor(
                  PrintStream.class, String.class, String.class, int.class, String.class)
              .newInstance(out, part, host, port, version);
    }

    private static String capital(String client) {
      return Character.toUpperCase(client.charAt(0)) + client.substring(1);
    }

    private Steps steps(String client, String version) throws Exception {
      Steps known = steps.get(client);
      if (known == null) {
        known =
            (Steps)
                load(client, version, capital(client) + "Steps")
                    .getConstructor(String.class, int.class, String.class)
                    .newInstance(host, port, nodes);
        steps.put(client, known);
      }
      return known;
    }

    private Class<?> load(String client, String version, String type) throws Exception {
      ClassLoader loader = loaders.get(client + version);
      if (loader == null) {
        loader = VersionLoader.of(client, version);
        loaders.put(client + version, loader);
      }
      return loader.loadClass("dev.sonde.smoke.redis." + client + '.' + type);
    }
  }
}
