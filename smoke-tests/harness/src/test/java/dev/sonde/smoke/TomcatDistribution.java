package dev.sonde.smoke;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Tomcat as it is downloaded, with the site as a war that has a page and a big file besides. */
record TomcatDistribution(Path home, Path base, int port) {

  /** More than Tomcat copies itself: the kernel sends it. */
  static final int BIG_FILE = 200_000;

  static TomcatDistribution in(Path base) throws IOException {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path home = only(Path.of(apps, "dist-tomcat10", "target", "dist").toAbsolutePath().normalize());
    for (String directory : new String[] {"conf", "logs", "temp", "webapps", "work"}) {
      Files.createDirectory(base.resolve(directory));
    }
    try (Stream<Path> files = Files.list(home.resolve("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, base.resolve("conf").resolve(file.getFileName()));
      }
    }
    int port = freePort();
    Path server = base.resolve("conf").resolve("server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + '"'));
    war(base.resolve("webapps").resolve("ROOT.war"));
    return new TomcatDistribution(home, base, port);
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void war(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream war = new JarOutputStream(out)) {
      add(war, "WEB-INF/lib/site.jar", site());
      add(
          war,
          "WEB-INF/web.xml",
          """
          <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
            <servlet-mapping>
              <servlet-name>default</servlet-name>
              <url-pattern>/files/*</url-pattern>
            </servlet-mapping>
          </web-app>
          """);
      add(
          war,
          "sum.jsp",
          "<% int sum = 0; for (int i = 0; i < 101; i++) sum += i; %>sum <%= sum %>");
      add(war, "files/big.txt", "x".repeat(BIG_FILE));
    }
  }

  /** The classes of the application on embedded Tomcat, found by their service file. */
  private static byte[] site() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarFile app = new JarFile(App.TOMCAT_10.jar().toFile());
        JarOutputStream site = new JarOutputStream(bytes)) {
      for (Enumeration<JarEntry> entries = app.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("TestApp.class")) {
          add(site, entry.getName(), app.getInputStream(entry).readAllBytes());
        }
      }
      add(
          site,
          "META-INF/services/jakarta.servlet.ServletContainerInitializer",
          "dev.sonde.smoke.app.Site");
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream jar, String name, String text) throws IOException {
    add(jar, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  ChildJvm start(Launch launch) throws IOException, InterruptedException {
    return launch
        .arguments("sh", home.resolve("bin").resolve("catalina.sh").toString(), "run")
        .environment("CATALINA_HOME", home.toString())
        .environment("CATALINA_BASE", base.toString())
        .startScript("CATALINA_OPTS", port);
  }
}
