package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @Test
  void aStartWithoutComplaintSaysOneLine() throws Exception {
    try (ChildJvm app = Launch.usual().start()) {
      app.metricsAddress();
      app.get("/hello");
      app.stop();

      assertThat(app.agentLines())
          .singleElement()
          .asString()
          .containsPattern(
              "INFO \\[sonde\\] Sonde \\S+ on Java \\S+[:;] .*metrics at http://127.0.0.1:");
    }
  }

  @Test
  void anUnknownPropertyIsAnsweredWithTheNearestName() throws Exception {
    List<String> warnings = warnings(Launch.usual().set("sonde.servise.name", "shop"));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("sonde.servise.name")
        .contains("sonde.service.name");
  }

  @Test
  void anUnknownVariableIsAnsweredWithTheNearestName() throws Exception {
    List<String> warnings = warnings(Launch.usual().environment("SONDE_LOG_LEVLE", "info"));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("SONDE_LOG_LEVLE")
        .contains("SONDE_LOG_LEVEL");
  }

  @Test
  void aBadValueIsAnsweredWithWhatIsAllowedAndWhatIsUsed() throws Exception {
    List<String> warnings = warnings(Launch.usual().set("sonde.metrics.series.limit", "many"));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("sonde.metrics.series.limit")
        .contains("many")
        .contains("2000");
  }

  @Test
  void aMissingFileIsOneWarningAndTheOtherSourcesCount(@TempDir Path directory) throws Exception {
    String missing = directory.resolve("no-such.properties").toString();
    try (ChildJvm app =
        Launch.usual()
            .set("sonde.config.file", missing)
            .set("sonde.service.name", "from-a-property")
            .start()) {
      assertMeasures(app);
      assertThat(app.agentLines("WARN")).singleElement().asString().contains(missing);
      assertThat(app.metrics().samples("target_info").get(0).labels())
          .containsEntry("service_name", "from-a-property");
    }
  }

  @Test
  void theSourcesOfConfigurationHaveAnOrder(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("sonde.properties");
    Files.writeString(
        file,
        "sonde.service.name=from-the-file\n"
            + "sonde.resource.attributes=service.namespace=from-the-file\n");
    try (ChildJvm app =
        Launch.usual()
            .set("sonde.config.file", file.toString())
            .environment("SONDE_SERVICE_NAME", "from-the-environment")
            .start()) {
      assertMeasures(app);
      assertThat(app.metrics().samples("target_info").get(0).labels())
          .containsEntry("service_name", "from-the-environment")
          .containsEntry("service_namespace", "from-the-file");
    }
  }

  @Test
  void aSecretIsNotLogged() throws Exception {
    List<String> warnings =
        warnings(Launch.usual().set("sonde.otlp.headers", "no equals sign but a s3cret"));

    assertThat(warnings).singleElement().asString().doesNotContain("s3cret");
  }

  @Test
  void aFamilyThatIsSwitchedOffIsNotMeasured() throws Exception {
    try (ChildJvm app = Launch.usual().set("sonde.instrument.servlet.enabled", "false").start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(app.metrics().samples(ChildJvm.REQUESTS)).isEmpty();
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  private static List<String> warnings(Launch launch) throws Exception {
    try (ChildJvm app = launch.start()) {
      assertMeasures(app);
      return app.agentLines("WARN");
    }
  }

  private static void assertMeasures(ChildJvm app) throws Exception {
    app.get("/hello");
    assertThat(app.counted(1)).isEqualTo(1);
  }
}
