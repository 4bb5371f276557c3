package dev.sonde.smoke;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** The site as a war that has a page and a big file besides. */
final class SiteWar {

  /** More than Tomcat copies itself: the kernel sends it. */
  static final int BIG_FILE = 200_000;

  private SiteWar() {}

  static void write(Path file) throws IOException {
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
}
