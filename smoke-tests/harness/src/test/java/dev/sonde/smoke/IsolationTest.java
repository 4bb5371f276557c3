package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application finds its own classes and what it alone has chosen, never the agent's. */
class IsolationTest {

  private static final String PACKAGE = "dev.sonde.smoke.isolation.";

  @OnEveryJdk
  void theApplicationsLibrariesAreItsOwnInItsOwnVersions(Jdk jdk) throws Exception {
    Launch launch =
        Isolation.launch(
            jdk,
            "Libraries",
            "net.bytebuddy.ByteBuddy",
            "org.slf4j.LoggerFactory",
            "ch.qos.logback.classic.Logger",
            "io.micrometer.core.instrument.MeterRegistry",
            "io.opentelemetry.api.OpenTelemetry",
            "io.opentelemetry.sdk.OpenTelemetrySdk",
            "dev.sonde.core.Core",
            "dev.sonde.exporters.Telemetry",
            "dev.sonde.instrumentation.Weaving");

    assertThat(said(launch))
        .containsExactly(
            "net.bytebuddy.ByteBuddy from byte-buddy-1.12.23.jar, copies 1",
            "org.slf4j.LoggerFactory from slf4j-api-1.7.32.jar, copies 1",
            "ch.qos.logback.classic.Logger from logback-classic-1.2.13.jar, copies 1",
            "io.micrometer.core.instrument.MeterRegistry from micrometer-core-1.5.17.jar, copies 1",
            "io.opentelemetry.api.OpenTelemetry from opentelemetry-api-1.10.1.jar, copies 1",
            "io.opentelemetry.sdk.OpenTelemetrySdk from opentelemetry-sdk-1.10.1.jar, copies 1",
            "dev.sonde.core.Core not found, copies 0",
            "dev.sonde.exporters.Telemetry not found, copies 0",
            "dev.sonde.instrumentation.Weaving not found, copies 0");
  }

  @OnEveryJdk
  void theLogManagerAndTheServerBuilderAreMadeByTheApplication(Jdk jdk) throws Exception {
    Launch launch =
        Isolation.launch(jdk, "FirstUse")
            .set("java.util.logging.manager", PACKAGE + "OwnLogManager")
            .set("javax.management.builder.initial", PACKAGE + "OwnServerBuilder");

    assertThat(said(launch))
        .containsExactly(
            "first use",
            "log manager by main",
            PACKAGE + "OwnLogManager",
            "server builder by main",
            "DefaultDomain");
  }

  @OnEveryJdk
  void theApplicationsSystemClassLoaderLoadsIt(Jdk jdk) throws Exception {
    Launch launch =
        Isolation.launch(jdk, "Plain").set("java.system.class.loader", PACKAGE + "OwnLoader");

    assertThat(said(launch)).containsExactly("plain " + PACKAGE + "OwnLoader");
  }

  @OnEveryJdk
  void theApplicationGetsNoAccessToTheInternalsOfTheJdk(Jdk jdk) throws Exception {
    if (jdk.feature() >= 9) {
      assertThat(said(Isolation.launch(jdk, "InternalAccess"))).containsExactly("refused");
    }
  }

  @OnEverySubject
  void wovenClassesPassTheVerifier(Subject subject) throws Exception {
    try (ChildJvm app = Launch.of(subject).jvm("-Xverify:all").start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(Requests.counted(app, 1)).isEqualTo(1);
    }
  }

  @Test
  void aRuntimeImageWithTwoModulesIsEnough(@TempDir Path directory) throws Exception {
    Jdk jdk = Jdk.of(17);
    Path image = directory.resolve("image");
    Process linking =
        new ProcessBuilder(
                jdk.tool("jlink").toString(),
                "--add-modules",
                "java.base,java.instrument",
                "--output",
                image.toString())
            .inheritIO()
            .start();
    assertThat(linking.waitFor()).isZero();

    Launch launch = Isolation.launch(new Jdk(17, image), "Plain").set("sonde.log.level", "info");
    try (ChildJvm app = launch.start()) {
      assertThat(app.metrics().sum("process_cpu_seconds_total")).isNotNegative();
      RawHttp.exchange(app.port(), "/");
      assertThat(app.awaitExit(Duration.ofSeconds(30))).isZero();
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(app.agentLines("INFO"))
          .hasSize(2)
          .anyMatch(line -> line.contains("java.management"));
    }
  }

  /** What the application says on standard output after its start, once the agent is up. */
  static List<String> said(Launch launch) throws Exception {
    try (ChildJvm app = launch.start()) {
      app.metrics();
      assertThat(RawHttp.exchange(app.port(), "/")).startsWith("HTTP/1.1 200");
      assertThat(app.awaitExit(Duration.ofSeconds(30))).isZero();
      assertThat(app.agentLines("WARN")).isEmpty();
      Stream<String> lines = app.stdout().lines().stream();
      return lines.dropWhile(line -> !line.startsWith("READY ")).skip(1).toList();
    }
  }
}
