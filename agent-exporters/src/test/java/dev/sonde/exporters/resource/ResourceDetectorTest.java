package dev.sonde.exporters.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceDetectorTest {

  private static final String ID =
      "3f5c0d2a9b8e47716c0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566f";

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "sun.java.command", "/srv/shop-1.0.jar --password=hunter2",
          "java.class.path", "/srv/shop-1.0.jar",
          "os.name", "Linux",
          "os.version", "6.1",
          "os.arch", "aarch64",
          "java.runtime.name", "OpenJDK Runtime Environment",
          "java.runtime.version", "17.0.1+2",
          "java.vm.vendor", "Someone",
          "java.vm.name", "OpenJDK Server VM",
          "java.vm.version", "17.0.1+2");

  @TempDir Path root;

  @Test
  void describesServiceHostProcessAndContainer() throws IOException {
    write("proc/self/stat", "4711 (java) S 1 4711");
    write("proc/self/cgroup", "0::/system.slice/docker-" + ID + ".scope\n");
    write("proc/sys/kernel/random/uuid", "0b9f1e5e-2f0a-4d0b-9d1c-1a2b3c4d5e6f\n");
    write("etc/hostname", "box\n");
    assertThat(detect(Map.of(), Map.of()))
        .containsEntry("service.name", "shop")
        .containsEntry("service.instance.id", "0b9f1e5e-2f0a-4d0b-9d1c-1a2b3c4d5e6f")
        .containsEntry("host.name", "box")
        .containsEntry("host.arch", "arm64")
        .containsEntry("os.type", "linux")
        .containsEntry("os.version", "6.1")
        .containsEntry("os.description", "Linux 6.1")
        .containsEntry("process.pid", 4711L)
        .containsEntry("process.runtime.name", "OpenJDK Runtime Environment")
        .containsEntry("process.runtime.version", "17.0.1+2")
        .containsEntry("process.runtime.description", "Someone OpenJDK Server VM 17.0.1+2")
        .containsEntry("container.id", ID)
        .containsEntry("telemetry.sdk.language", "java")
        .containsEntry("telemetry.distro.name", "sonde")
        .containsEntry("telemetry.distro.version", "9.9")
        .doesNotContainKey("service.version")
        .doesNotContainKey("k8s.pod.name");
  }

  @Test
  void theCommandLineStaysAtHome() {
    assertThat(detect(Map.of(), Map.of()).toString()).doesNotContain("hunter2");
  }

  @Test
  void whatIsConfiguredWinsOverWhatIsFound() {
    Map<String, String> environment =
        Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=till,host.name=there,team=a%20b");
    assertThat(detect(Map.of(), environment))
        .containsEntry("service.name", "till")
        .containsEntry("host.name", "there")
        .containsEntry("team", "a b");
  }

  @Test
  void aServiceNameWinsOverResourceAttributes() {
    Map<String, String> environment =
        Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=till", "OTEL_SERVICE_NAME", "counter");
    assertThat(detect(Map.of(), environment)).containsEntry("service.name", "counter");
  }

  @Test
  void whatIsDisabledIsLeftOut() {
    assertThat(detect(Map.of("sonde.resource.disabled", "host.name,process.pid"), Map.of()))
        .doesNotContainKeys("host.name", "process.pid")
        .containsKey("service.name");
  }

  @Test
  void anEmptyWorldStillHasAService() {
    Map<String, Object> attributes =
        new ResourceDetector(Map.of(), Map.of(), root.toFile())
            .detectAs(Config.of(Map.of(), Map.of(), null), "9.9")
            .attributes();
    assertThat(attributes).containsEntry("service.name", "unknown_service:java");
    assertThat((String) attributes.get("service.instance.id")).hasSize(36);
  }

  @Test
  void thisProcessIsDescribed() {
    Map<String, Object> attributes =
        ResourceDetector.detect(Config.of(Map.of(), Map.of(), null), "9.9").attributes();
    assertThat(attributes)
        .containsEntry("process.pid", ProcessHandle.current().pid())
        .containsKeys("service.name", "host.name", "process.executable.path");
    assertThat((String) attributes.get("process.executable.path")).endsWith("java");
  }

  private Map<String, Object> detect(
      Map<String, String> properties, Map<String, String> environment) {
    return new ResourceDetector(PROPERTIES, environment, root.toFile())
        .detectAs(Config.of(properties, environment, null), "9.9")
        .attributes();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
