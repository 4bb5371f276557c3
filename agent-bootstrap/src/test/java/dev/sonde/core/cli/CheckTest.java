package dev.sonde.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.Inventory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

  private static final Inventory INVENTORY =
      () -> List.of(new Inventory.Entry("tomcat", "servlet", "9.0, 10.1", List.of("tomcat-10.0")));

  private final Printed out = new Printed();

  @TempDir private Path directory;

  @Test
  void aConfigurationThatWorksIsFine() throws Exception {
    try (ServerSocket receiver = listening()) {
      assertThat(
              check(
                  "otlp.endpoint=http://localhost:" + receiver.getLocalPort(), "prometheus.port=0"))
          .isZero();
    }
    assertThat(out.lines())
        .contains("ok       Metrics are served on a port that is free.", "No problem found.")
        .noneMatch(line -> line.startsWith("problem"));
  }

  @Test
  void mistypedNamesAndBadValuesAreProblems() {
    assertThat(
            check(
                "traces.exporter=none",
                "metrics.exporter=none",
                "prometheus.prot=1",
                "prometheus.port=many",
                "instrument.servlet.enabled=perhaps"))
        .isEqualTo(1);

    assertThat(out.lines())
        .filteredOn(line -> line.startsWith("problem  "))
        .hasSize(3)
        .anyMatch(line -> line.contains("'many' of sonde.prometheus.port is not a whole number"))
        .anyMatch(line -> line.contains("sonde.prometheus.prot; did you mean sonde.prometheus.por"))
        .anyMatch(line -> line.contains("'perhaps' of sonde.instrument.servlet.enabled"));
    assertThat(out.lines()).endsWith("3 problems found.");
  }

  @Test
  void eachSettingIsShownWithItsSource() throws Exception {
    Path file = directory.resolve("sonde.properties");
    Files.writeString(file, "sonde.debug=true\n");
    Config config =
        Config.of(
            Map.of("sonde.config.file", file.toString(), "otel.service.name", "shop"),
            Map.of("SONDE_TRACES_EXPORTER", "none", "SONDE_METRICS_EXPORTER", "none"),
            "instrument.tomcat.enabled=false");

    assertThat(new Check(config, INVENTORY, out.stream()).run()).isZero();

    assertThat(out.lines())
        .contains(
            "set      sonde.config.file = " + file + " (system property sonde.config.file)",
            "set      sonde.debug = true (configuration file, sonde.debug)",
            "set      sonde.service.name = shop (system property otel.service.name)",
            "set      sonde.traces.exporter = none (environment variable SONDE_TRACES_EXPORTER)",
            "set      tomcat is off");
  }

  @Test
  void secretsAreNotShown() {
    check(
        "prometheus.password=hush1",
        "prometheus.token=hush2",
        "otlp.headers=authorization=hush3",
        "otlp.endpoint=ftp://me:hush4@nowhere/?key=hush5",
        "metrics.exporter=none");

    assertThat(out.text()).doesNotContain("hush").contains("sonde.otlp.headers = ***");
  }

  @Test
  void aTakenPortIsAProblem() throws Exception {
    try (ServerSocket taken = listening()) {
      assertThat(check("traces.exporter=none", "prometheus.port=" + taken.getLocalPort()))
          .isEqualTo(1);
      assertThat(out.text())
          .contains("problem  The port " + taken.getLocalPort() + " for metrics can't be had");
    }
  }

  @Test
  void aReceiverThatWasConfiguredAndIsAbsentIsAProblem() throws Exception {
    int port = freePort();

    assertThat(check("otlp.endpoint=localhost:" + port, "metrics.exporter=otlp")).isEqualTo(1);

    assertThat(out.lines())
        .anyMatch(line -> line.startsWith("problem  The OTLP receiver for spans at localhost:"))
        .anyMatch(line -> line.startsWith("problem  The OTLP receiver for metrics at localhost:"));
  }

  @Test
  void anEndpointThatIsNoAddressIsAProblem() {
    assertThat(check("otlp.endpoint=ftp://nowhere", "metrics.exporter=none")).isEqualTo(1);

    assertThat(out.text()).contains("problem  The value 'ftp://nowhere' of sonde.otlp.endpoint");
  }

  @Test
  void aFileThatCannotBeReadIsAProblem() {
    Path absent = directory.resolve("absent.pem");

    assertThat(
            check(
                "otlp.certificate=" + absent,
                "config.file=" + directory.resolve("absent.properties"),
                "traces.exporter=none",
                "metrics.exporter=none"))
        .isEqualTo(1);

    assertThat(out.lines())
        .contains("problem  The file " + absent + " of sonde.otlp.certificate can't be read.")
        .anyMatch(line -> line.startsWith("problem  The configuration file "));
  }

  @Test
  void anAgentThatIsOffConnectsToNothing() {
    assertThat(check("enabled=false", "otlp.endpoint=ftp://nowhere")).isZero();

    assertThat(out.lines()).contains("note     The agent is switched off.");
  }

  @Test
  void addressesAreUnderstoodInAllForms() {
    assertThat(NetworkCheck.parse("http://collector:4318/v1"))
        .hasToString("collector/<unresolved>:4318");
    assertThat(NetworkCheck.parse("collector:4318")).hasToString("collector/<unresolved>:4318");
    assertThat(NetworkCheck.parse("https://collector")).hasToString("collector/<unresolved>:443");
    assertThat(NetworkCheck.parse("http://[::1]:4317").getHostString()).isEqualTo("::1");
    assertThat(NetworkCheck.parse("http://")).isNull();
    assertThat(NetworkCheck.parse("http://collector:0")).isNull();
    assertThat(NetworkCheck.parse("unix:///run/otlp")).isNull();
  }

  private int check(String... settings) {
    Config config = Config.of(Map.of(), Map.of(), String.join(";", settings));
    return new Check(config, INVENTORY, out.stream()).run();
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = listening()) {
      return socket.getLocalPort();
    }
  }
}
