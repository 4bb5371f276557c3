package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Module systems that decide what a module sees: woven code sees the probes all the same. */
class ModuleSystemsTest {

  /** The tested JDKs that Tomcat 10.1 runs on. */
  static Stream<Jdk> jdks() {
    return Jdk.tested().filter(jdk -> jdk.feature() >= App.TOMCAT_10.oldestJava);
  }

  /** The tested JDKs on which Tomcat works as a module. */
  static Stream<Jdk> newerJdks() {
    return Jdk.tested().filter(jdk -> jdk.feature() >= 17);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("newerJdks")
  void modulesOfThePlatform(Jdk jdk) throws Exception {
    String path =
        Isolation.jarsOf(App.TOMCAT_10).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    isMeasured(
        Launch.java(jdk, "-p", path, "--add-modules", "ALL-MODULE-PATH")
            .arguments("-m", "app/dev.sonde.smoke.app.TestApp"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void felix(Jdk jdk, @TempDir Path directory) throws Exception {
    Path bundle = Isolation.bundle(App.TOMCAT_10, directory);
    isMeasured(Isolation.launch(jdk, "FelixHost", bundle.toString()));
  }

  @OnEveryJdk
  void felixWithTomcat9(Jdk jdk, @TempDir Path directory) throws Exception {
    Path bundle = Isolation.bundle(App.TOMCAT_9, directory);
    isMeasured(Isolation.launch(jdk, "FelixHost", bundle.toString()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void jbossModules(Jdk jdk, @TempDir Path directory) throws Exception {
    Path modules = Isolation.jbossModules(App.TOMCAT_10, directory);
    String launcher = Isolation.other("jboss-modules.jar").toString();
    isMeasured(Launch.java(jdk, "-jar", launcher, "-mp", modules.toString(), "tomcat"));
  }

  @Test
  void modulesThatCanNotSeeTheAgentAreLeftAsTheyAre(@TempDir Path directory) throws Exception {
    Path modules = Isolation.jbossModules(App.TOMCAT_10, directory);
    String launcher = Isolation.other("jboss-modules.jar").toString();
    try (ChildJvm app =
        Launch.java(Jdk.own(), "-jar", launcher, "-mp", modules.toString(), "tomcat")
            .set("sonde.instrument.loaders.enabled", "false")
            .start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(app.agentLines("WARN"))
          .isNotEmpty()
          .allMatch(line -> line.contains("its loader hides the agent, and loaders is off"));
      assertThat(app.agentLines("ERROR")).isEmpty();
    }
  }

  @Test
  void aDistributionOfKaraf(@TempDir Path packed) throws Exception {
    Path directory = Files.createTempDirectory("sonde-karaf");
    Path home = Isolation.karaf(Isolation.bundle(App.TOMCAT_10, packed), directory);
    ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "daemon");
    karaf.environment().keySet().removeIf(name -> name.startsWith("SONDE_"));
    karaf.environment().put("JAVA_HOME", System.getProperty("java.home"));
    karaf
        .environment()
        .put(
            "EXTRA_JAVA_OPTS",
            "-javaagent:"
                + Launch.agentJar()
                + "=prometheus.host=127.0.0.1;prometheus.port=0;traces.exporter=none");
    try (ChildJvm app = new ChildJvm(karaf.start(), directory, true).awaitReady()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(Requests.counted(app, 1)).isEqualTo(1);
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  private static void isMeasured(Launch launch) throws Exception {
    try (ChildJvm app = launch.start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(app.get("/api/users").statusCode()).isEqualTo(200);
      assertThat(Requests.counted(app, 2)).isEqualTo(2);
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }
}
