package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another agent beside this one, before it or after it: both do their work. */
class OtherAgentsTest {

  @TempDir private Path directory;

  private String openTelemetry() {
    return "-javaagent:" + Isolation.other("opentelemetry-javaagent.jar");
  }

  private static Launch quiet(Launch launch) {
    return launch
        .jvm("-Xmx256m")
        .environment("OTEL_METRICS_EXPORTER", "none")
        .environment("OTEL_LOGS_EXPORTER", "none")
        .environment("OTEL_TRACES_EXPORTER", "console")
        .set("sonde.metrics.exporter", "prometheus")
        .set("sonde.otlp.endpoint", "http://127.0.0.1:1");
  }

  @Test
  void openTelemetryBeforeIt() throws Exception {
    bothSeeTheRequest(quiet(Launch.usual()).jvmFirst(openTelemetry()));
  }

  @Test
  void openTelemetryAfterIt() throws Exception {
    bothSeeTheRequest(quiet(Launch.usual()).jvm(openTelemetry()));
  }

  private static void bothSeeTheRequest(Launch launch) throws Exception {
    try (ChildJvm app = launch.start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(Requests.counted(app, 1)).isEqualTo(1);
      app.stop();
      assertThat(app.stderr().lines()).anyMatch(line -> line.contains(" SERVER [tracer: "));
    }
  }

  @Test
  void jacocoBeforeIt() throws Exception {
    Path data = directory.resolve("jacoco.exec");
    bothSeeTheClasses(Launch.usual().jvmFirst(jacoco(data)), data);
  }

  @Test
  void jacocoAfterIt() throws Exception {
    Path data = directory.resolve("jacoco.exec");
    bothSeeTheClasses(Launch.usual().jvm(jacoco(data)), data);
  }

  private static String jacoco(Path data) {
    return "-javaagent:" + Isolation.other("org.jacoco.agent-runtime.jar") + "=destfile=" + data;
  }

  private static void bothSeeTheClasses(Launch launch, Path data) throws Exception {
    try (ChildJvm app = launch.start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(Requests.counted(app, 1)).isEqualTo(1);
      app.stop();
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(data).isNotEmptyFile();
      assertThat(app.stderr().lines()).noneMatch(line -> line.contains("Exception"));
    }
  }
}
