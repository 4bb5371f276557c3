package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** WildFly as it is downloaded, with the site as a war. */
record WildflyDistribution(Path home, Path base, int port) {

  private static final Duration TO_DEPLOY = Duration.ofSeconds(60);
  private static final String WAR = "ROOT.war";

  static WildflyDistribution in(Path base) throws IOException {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path home =
        TomcatDistribution.only(
            Path.of(apps, "dist-wildfly", "target", "dist").toAbsolutePath().normalize());
    Path configuration = Files.createDirectory(base.resolve("configuration"));
    try (Stream<Path> files = Files.list(home.resolve("standalone").resolve("configuration"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    SiteWar.write(Files.createDirectory(base.resolve("deployments")).resolve(WAR));
    return new WildflyDistribution(home, base, Ports.free());
  }

  /** Starts it, and waits until the war is deployed. */
  ChildJvm start(Launch launch) throws IOException, InterruptedException {
    ChildJvm server =
        launch
            .jvm("-Xmx256m", "-Djava.net.preferIPv4Stack=true", "-Djava.awt.headless=true")
            .arguments("sh", home.resolve("bin").resolve("standalone.sh").toString())
            .arguments("-b", "127.0.0.1", "-Djboss.server.base.dir=" + base)
            .arguments("-Djboss.http.port=" + port)
            .arguments("-Djboss.https.port=" + Ports.free())
            .arguments("-Djboss.management.http.port=" + Ports.free())
            // Or a signal would end the script alone.
            .environment("LAUNCH_JBOSS_IN_BACKGROUND", "true")
            .startScript("JAVA_OPTS", port);
    Path deployed = base.resolve("deployments").resolve(WAR + ".deployed");
    assertThat(Await.until(TO_DEPLOY, () -> Files.exists(deployed), exists -> exists))
        .as("deployed; the server says\n%s", server.stdout().lines())
        .isTrue();
    return server;
  }
}
