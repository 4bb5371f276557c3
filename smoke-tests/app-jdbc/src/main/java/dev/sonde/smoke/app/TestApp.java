package dev.sonde.smoke.app;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Locale;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Runs the scenario with a database in {@code main}, once, by the driver alone; then in requests
 * for {@code /by/WAY}, by any way that {@link Sources} has; for {@code /by/WAY?step=STEP} one step
 * of it alone.
 *
 * <pre>java … dev.sonde.smoke.app.TestApp DIALECT URL USER PASSWORD</pre>
 */
public final class TestApp {

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.US);
    System.setProperty("p6spy.config.appender", "com.p6spy.engine.spy.appender.Slf4JLogger");
    Dialect dialect = Dialect.valueOf(args[0]);
    Sources sources = new Sources(args[1], args[2], args[3]);
    DataSource driver = sources.by("driver");
    new Scenario(dialect, driver, System.out).run();
    System.out.println("READY " + serve(dialect, sources).getConnector().getLocalPort());
  }

  private static Tomcat serve(Dialect dialect, Sources sources) throws Exception {
    File base = Files.createTempDirectory("sonde-jdbc").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.setSilent(true);
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "scenario", new ScenarioServlet(dialect, sources));
    context.addServletMappingDecoded("/by/*", "scenario");
    tomcat.start();
    return tomcat;
  }

  /** Answers with what the scenario prints. */
  private static final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Dialect dialect;
    private final transient Sources sources;

    ScenarioServlet(Dialect dialect, Sources sources) {
      this.dialect = dialect;
      this.sources = sources;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String way = request.getPathInfo().substring(1);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream out = new PrintStream(bytes, false, "UTF-8")) {
        DataSource source = sources.by(way);
        try {
          String step = request.getParameter("step");
          new Scenario(dialect, source, out, leftOut(way)).only(step).run();
        } finally {
          Sources.close(source);
        }
      } catch (Exception e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(bytes.toByteArray());
    }

    /** What takes long; and c3p0 closes a little later what it is told to close. */
    private static String[] leftOut(String way) {
      return way.equals("c3p0")
          ? new String[] {Scenario.TIME_OUT, Scenario.CLOSED_CONNECTION}
          : new String[] {Scenario.TIME_OUT};
    }
  }
}
