package dev.sonde.smoke.app;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A server that deploys a war at {@code /shop}, which brings its own drivers, and undeploys it, as
 * often as it is asked to. It answers {@code /manager/loaders} with how many of the class loaders
 * that the war has had are still there after a collection of garbage.
 *
 * <pre>java … dev.sonde.smoke.app.Redeploying DIRECTORY     with the war's libraries
 *
 * GET /manager/deploy
 * GET /shop/orders/pool
 * GET /manager/undeploy?ending=dropped
 * GET /manager/loaders
 * </pre>
 */
public final class Redeploying {

  private static final int COLLECTIONS = 40;
  private static final int MOST_MILLIS = 50;

  private final Tomcat tomcat = new Tomcat();
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
  private final Path war;
  private Context shop;
  private int collected;

  private Redeploying(Path war) {
    this.war = war;
  }

  public static void main(String[] args) throws Exception {
    // The drivers of the server's own class path are none of the war's.
    Collections.list(DriverManager.getDrivers());
    Path base = Files.createTempDirectory("sonde-war");
    Files.createDirectory(base.resolve("webapps"));
    Path war = base.resolve("shop.war");
    write(war, new File(args[0]).listFiles());
    System.out.println("READY " + new Redeploying(war).serve(base.toFile()));
  }

  private int serve(File base) throws Exception {
    base.deleteOnExit();
    tomcat.setBaseDir(base.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.setAddDefaultWebXmlToWebapp(false);
    tomcat.setSilent(true);
    Context manager = tomcat.addContext("/manager", base.getPath());
    Tomcat.addServlet(manager, "manager", new Manager());
    manager.addServletMappingDecoded("/*", "manager");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  private synchronized String answer(String path, String ending) throws InterruptedException {
    switch (path) {
      case "/deploy":
        shop = tomcat.addWebapp("/shop", war.toString());
        loaders.add(new WeakReference<>(shop.getLoader().getClassLoader(), gone));
        return shop.getState().toString();
      case "/undeploy":
        shop.getServletContext().setAttribute("ending", ending);
        tomcat.getHost().removeChild(shop);
        shop = null;
        return "UNDEPLOYED";
      default:
        return remaining() + " of " + loaders.size();
    }
  }

  /** How many loaders are left when enough garbage is collected. */
  private int remaining() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS && collected < loaders.size(); i++) {
      System.gc();
      Reference<?> next = gone.remove(MOST_MILLIS);
      while (next != null) {
        collected++;
        next = gone.poll();
      }
    }
    return loaders.size() - collected;
  }

  private static void write(Path war, File[] libraries) throws IOException {
    try (OutputStream out = Files.newOutputStream(war);
        JarOutputStream jar = new JarOutputStream(out)) {
      String xml =
          "<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='4.0'"
              + " metadata-complete='true'>"
              + "<listener><listener-class>com.example.war.Databases</listener-class></listener>"
              + "<servlet><servlet-name>orders</servlet-name>"
              + "<servlet-class>com.example.war.OrdersServlet</servlet-class></servlet>"
              + "<servlet-mapping><servlet-name>orders</servlet-name>"
              + "<url-pattern>/orders/*</url-pattern></servlet-mapping></web-app>";
      add(jar, "WEB-INF/web.xml", xml.getBytes(StandardCharsets.UTF_8));
      for (File library : libraries) {
        add(jar, "WEB-INF/lib/" + library.getName(), Files.readAllBytes(library.toPath()));
      }
      addClasses(jar);
    }
  }

  /** The war's own classes, which are the server's too. */
  private static void addClasses(JarOutputStream war) throws IOException {
    String own = Redeploying.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile app = new JarFile(own)) {
      for (JarEntry entry : Collections.list(app.entries())) {
        String name = entry.getName();
        if (name.matches("com/example/(war|spy|jdbc)/.*[.]class")) {
          byte[] bytes = new byte[(int) entry.getSize()];
          try (InputStream in = app.getInputStream(entry)) {
            new DataInputStream(in).readFully(bytes);
          }
          add(war, "WEB-INF/classes/" + name, bytes);
        }
      }
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  private final class Manager extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String answer;
      try {
        answer = answer(request.getPathInfo(), request.getParameter("ending"));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      response.setContentType("text/plain");
      response.getOutputStream().print(answer);
    }
  }
}
