package dev.sonde.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tomcat as it is downloaded, with the site as a war. */
record TomcatDistribution(Path home, Path base, int port) {

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
    int port = Ports.free();
    Path server = base.resolve("conf").resolve("server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + '"'));
    SiteWar.write(base.resolve("webapps").resolve("ROOT.war"));
    return new TomcatDistribution(home, base, port);
  }

  static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }

  ChildJvm start(Launch launch) throws IOException, InterruptedException {
    return launch
        .arguments("sh", home.resolve("bin").resolve("catalina.sh").toString(), "run")
        .environment("CATALINA_HOME", home.toString())
        .environment("CATALINA_BASE", base.toString())
        .startScript("CATALINA_OPTS", port);
  }
}
