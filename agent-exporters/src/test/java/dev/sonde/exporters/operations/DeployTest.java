package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is in {@code deploy} is what those who read it expect, as far as that can be judged here.
 */
class DeployTest {

  private static final Path DEPLOY = Shipped.ROOT.resolve("deploy");

  @ParameterizedTest
  @CsvSource({
    "prometheus-rule.yaml, prometheusrules.yaml",
    "pod-monitor.yaml, podmonitors.yaml",
    "instrumentation.yaml, instrumentations.yaml"
  })
  void resourcesAreValidByTheirOperatorsSchemas(String resource, String definition)
      throws IOException {
    JsonObject version =
        yaml(SharedData.directory("k8s-crds").resolve(definition))
            .getAsJsonObject("spec")
            .getAsJsonArray("versions")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("schema")
            .getAsJsonObject("openAPIV3Schema");
    closed(version.getAsJsonObject("properties").get("spec"));
    JsonObject document = yaml(DEPLOY.resolve("kubernetes").resolve(resource));
    assertThat(new Schema(version).violations(document, version)).isEmpty();
  }

  /** Kubernetes drops what a schema does not know; here it is a mistake. */
  private static void closed(JsonElement schema) {
    if (schema.isJsonArray()) {
      schema.getAsJsonArray().forEach(DeployTest::closed);
    } else if (schema.isJsonObject()) {
      JsonObject json = schema.getAsJsonObject();
      if (json.has("properties")
          && json.get("properties").isJsonObject()
          && !json.has("additionalProperties")) {
        json.addProperty("additionalProperties", false);
      }
      json.asMap().values().forEach(DeployTest::closed);
    }
  }

  @Test
  void theComposeFileIsValidByItsSchema() throws IOException {
    Path schemas = SharedData.directory("k8s-crds").resolveSibling("compose-spec.schema.json");
    JsonObject schema = JsonParser.parseString(Files.readString(schemas)).getAsJsonObject();
    assertThat(new Schema(schema).violations(compose(), schema)).isEmpty();
  }

  @Test
  void imagesArePinnedAndPortsAreOnTheLoopbackInterface() throws IOException {
    for (Map.Entry<String, JsonElement> service : services()) {
      JsonObject json = service.getValue().getAsJsonObject();
      assertThat(json.get("image").getAsString()).matches("[a-z0-9./_-]+:v?\\d+\\.\\d+\\.\\d+");
      if (json.has("ports")) {
        json.getAsJsonArray("ports")
            .forEach(port -> assertThat(port.getAsString()).startsWith("127.0.0.1:"));
      }
    }
  }

  @Test
  void noPasswordIsWrittenDown() throws IOException {
    assertThat(Files.readString(DEPLOY.resolve("compose.yaml")).lines())
        .filteredOn(line -> line.matches("(?i).*(password|_pass).*:.*"))
        .allMatch(line -> line.contains("/run/secrets/") || line.strip().startsWith("#"));
  }

  /** Secrets are made by {@code prepare.sh}, logs are the user's. */
  @Test
  void whatIsMountedIsThere() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    for (String mounted : mounts()) {
      if (mounted.startsWith(".") && !mounted.startsWith("./secrets")) {
        softly.assertThat(DEPLOY.resolve(mounted)).exists();
      }
    }
    softly.assertAll();
    assertThat(mounts()).contains("../grafana", "../prometheus-rules");
  }

  private static List<String> mounts() throws IOException {
    List<String> mounts = new ArrayList<>();
    for (Map.Entry<String, JsonElement> service : services()) {
      JsonObject json = service.getValue().getAsJsonObject();
      if (json.has("volumes")) {
        json.getAsJsonArray("volumes")
            .forEach(volume -> mounts.add(volume.getAsString().split(":", -1)[0]));
      }
    }
    return mounts;
  }

  @Test
  void prometheusAcceptsItsConfiguration() throws Exception {
    Tool promtool = Tool.find("promtool", "prometheus");
    assertThat(promtool.run("check", "config", "--syntax-only", "../deploy/compose/prometheus.yml"))
        .contains("SUCCESS");
    String config = Files.readString(DEPLOY.resolve("compose/prometheus.yml"));
    for (String rules : List.of("recording.yml", "slo.yml", "alerts.yml")) {
      assertThat(config).contains("rules/" + rules);
    }
  }

  @Test
  void theOtherFilesAreYaml() throws IOException {
    for (String file :
        List.of(
            "compose/collector.yaml",
            "compose/jaeger.yaml",
            "compose/loki.yaml",
            "compose/grafana/datasources.yaml",
            "compose/grafana/dashboards.yaml",
            "kubernetes/init-container.yaml",
            "kubernetes/network-policy.yaml")) {
      assertThat(yaml(DEPLOY.resolve(file)).size()).as(file).isPositive();
    }
  }

  private static List<Map.Entry<String, JsonElement>> services() throws IOException {
    return List.copyOf(compose().getAsJsonObject("services").entrySet());
  }

  private static JsonObject compose() throws IOException {
    return yaml(DEPLOY.resolve("compose.yaml"));
  }

  private static JsonObject yaml(Path file) throws IOException {
    Object document = new org.yaml.snakeyaml.Yaml().load(Files.readString(file));
    return new Gson().toJsonTree(document).getAsJsonObject();
  }
}
