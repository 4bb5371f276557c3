package dev.sonde.smoke;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The applications of the module {@code app-isolation}, and what is packed from others. */
final class Isolation {

  private static final String PACKAGE = "dev.sonde.smoke.isolation.";

  private Isolation() {}

  static Path jar() {
    return module("app-isolation").resolve("app.jar");
  }

  /** Another agent, or another launcher. */
  static Path other(String name) {
    return module("app-isolation").resolve("others").resolve(name);
  }

  private static Path module(String name) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, name, "target").toAbsolutePath().normalize();
  }

  static Launch launch(Jdk jdk, String mainClass, String... arguments) {
    return Launch.java(jdk, "-cp", jar().toString(), PACKAGE + mainClass).arguments(arguments);
  }

  /** The jars that an application of smoke-tests consists of, itself first. */
  static List<Path> jarsOf(App app) throws Exception {
    try (Stream<Path> libraries = Files.list(app.jar().resolveSibling("lib"))) {
      return Stream.concat(Stream.of(app.jar()), libraries.sorted()).toList();
    }
  }

  /** Packs an application, its libraries inside, into one bundle that imports nothing. */
  static Path bundle(App app, Path directory) throws Exception {
    Manifest manifest = new Manifest();
    StringBuilder classPath = new StringBuilder(".");
    for (Path jar : jarsOf(app)) {
      classPath.append(',').append(jar.getFileName());
    }
    Map.of(
            "Manifest-Version", "1.0",
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "tomcat",
            "Bundle-Activator", PACKAGE + "TomcatBundle",
            "Bundle-ClassPath", classPath.toString(),
            "Import-Package", "org.osgi.framework")
        .forEach(
            (name, value) -> manifest.getMainAttributes().put(new Attributes.Name(name), value));
    Path bundle = directory.resolve("bundle.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(bundle), manifest)) {
      for (String name : List.of("TomcatBundle", "TomcatBundle$1", "ModularTomcat")) {
        String entry = (PACKAGE + name).replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(entry));
        out.write(Files.readAllBytes(module("app-isolation").resolve("classes").resolve(entry)));
      }
      for (Path jar : jarsOf(app)) {
        out.putNextEntry(new JarEntry(jar.getFileName().toString()));
        out.write(Files.readAllBytes(jar));
      }
    }
    return bundle;
  }

  /** A distribution of Karaf that starts a bundle; it sees of the JDK what a plain JVM shows. */
  static Path karaf(Path bundle, Path directory) throws Exception {
    Process unpacking =
        new ProcessBuilder("tar", "-xzf", other("apache-karaf-minimal.tar.gz").toString())
            .directory(directory.toFile())
            .inheritIO()
            .start();
    if (unpacking.waitFor() != 0) {
      throw new AssertionError("the distribution can't be unpacked");
    }
    Path home;
    try (Stream<Path> unpacked = Files.list(directory)) {
      home = unpacked.filter(path -> path.toString().contains("karaf")).findFirst().orElseThrow();
    }
    Files.copy(bundle, home.resolve("deploy/bundle.jar"));
    Files.writeString(
        home.resolve("etc/custom.properties"),
        "\norg.osgi.framework.bootdelegation=com.sun.*,sun.*,javax.*,org.ietf.*,org.w3c.*,org.xml.*\n",
        StandardOpenOption.APPEND);
    return home;
  }

  /** Lays an application out as a module of JBoss Modules. */
  static Path jbossModules(App app, Path directory) throws Exception {
    Path module = Files.createDirectories(directory.resolve("modules/tomcat/main"));
    StringBuilder resources = new StringBuilder();
    for (Path jar : jarsOf(app)) {
      Files.copy(jar, module.resolve(jar.getFileName()));
      resources.append("<resource-root path='").append(jar.getFileName()).append("'/>");
    }
    Files.copy(jar(), module.resolve("start.jar"));
    resources.append("<resource-root path='start.jar'/>");
    Files.writeString(
        module.resolve("module.xml"),
        "<module xmlns='urn:jboss:module:1.9' name='tomcat'>"
            + "<main-class name='dev.sonde.smoke.isolation.ModularTomcat'/>"
            + "<resources>"
            + resources
            + "</resources><dependencies><module name='java.se'/></dependencies></module>");
    return directory.resolve("modules");
  }
}
