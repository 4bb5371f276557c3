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
 * Runs a part of the scenario in each request for {@code /PART/VERSION}, {@code /by/2.9.0} for one.
 * That of Lettuce is in {@code /lettuce/VERSION}, and many commands at once are in {@code
 * /lettuce-many/VERSION}; that of Redisson is in {@code /redisson/VERSION}, and a client that stays
 * in {@code /redisson-open/VERSION}, {@code -take} and {@code -close}. {@code /kill} closes all
 * connections from the other side.
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

    private final transient ConcurrentMap<String, ClassLoader> loaders = new ConcurrentHashMap<>();
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
        if (path[1].startsWith("lettuce")) {
          lettuce(path[2], out, path[1].endsWith("many")).run();
        } else if (path[1].equals("redisson")) {
          redisson(path[2], out).run();
        } else if (path[1].startsWith("redisson-")) {
          redissonPool(path[2], out, path[1].substring("redisson-".length())).run();
        } else if (path[1].equals("kill")) {
          RawRedis.ask(port, "CLIENT KILL TYPE normal");
        } else {
          scenario(path[2], out, path[1]).run();
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }

    private Runnable scenario(String version, PrintStream out, String part) throws Exception {
      ClassLoader loader = loaders.get(version);
      if (loader == null) {
        loader = VersionLoader.jedis(version);
        loaders.put(version, loader);
      }
      return (Runnable)
          loader
              .loadClass("dev.sonde.smoke.redis.jedis.JedisScenario")
              .getConstructor(PrintStream.class, String.class, int.class, String.class)
              .newInstance(out, host, port, part);
    }

    private Runnable lettuce(String version, PrintStream out, boolean many) throws Exception {
      ClassLoader loader = loaders.get("lettuce " + version);
      if (loader == null) {
        loader = VersionLoader.lettuce(version);
        loaders.put("lettuce " + version, loader);
      }
      // Older ones do not understand what a Redis of today says of its cluster.
      String cluster = version.startsWith("5.0.") ? "" : nodes;
      return (Runnable)
          loader
              .loadClass("dev.sonde.smoke.redis.lettuce.LettuceScenario")
              .getConstructor(
                  PrintStream.class, String.class, int.class, String.class, boolean.class)
              .newInstance(out, host, port, cluster, many);
    }

    private Runnable redisson(String version, PrintStream out) throws Exception {
      return (Runnable)
          redissonLoader(version)
              .loadClass("dev.sonde.smoke.redis.redisson.RedissonScenario")
              .getConstructor(PrintStream.class, String.class, int.class, String.class)
              .newInstance(out, host, port, version);
    }

    private Runnable redissonPool(String version, PrintStream out, String part) throws Exception {
      return (Runnable)
          redissonLoader(version)
              .loadClass("dev.sonde.smoke.redis.redisson.PoolScenario")
              .getConstructor(
                  PrintStream.class, String.class, String.class, int.class, String.class)
              .newInstance(out, part, host, port, version);
    }

    private ClassLoader redissonLoader(String version) throws Exception {
      ClassLoader loader = loaders.get("redisson " + version);
      if (loader == null) {
        loader = VersionLoader.redisson(version);
        loaders.put("redisson " + version, loader);
      }
      return loader;
    }
  }
}
