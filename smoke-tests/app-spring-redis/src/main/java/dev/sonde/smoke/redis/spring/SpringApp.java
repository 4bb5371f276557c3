package dev.sonde.smoke.redis.spring;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Runs the scenario by a client in each request for its name, {@code /lettuce} or {@code /jedis}.
 *
 * <pre>java … dev.sonde.smoke.redis.spring.SpringApp HOST PORT</pre>
 */
public final class SpringApp {

  private SpringApp() {}

  public static void main(String[] args) throws Exception {
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

  private static final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final String host;
    private final int port;

    ScenarioServlet(String host, int port) {
      this.host = host;
      this.port = port;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String client = request.getPathInfo().substring(1);
      try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
        new SpringScenario(out, client, host, port).run();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }
  }
}
