package dev.sonde.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.Delivery;
import dev.sonde.core.Inventory;
import dev.sonde.core.Property;
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
  private String refusal;

  @TempDir private Path directory;

  @Test
  void aConfigurationThatWorksIsFine() {
    assertThat(check("otlp.endpoint=http://collector:4318", "prometheus.port=0")).isZero();

    assertThat(out.lines())
        .contains(
            "ok       The OTLP receiver for spans at http://collector:4318 takes them.",
            "ok       Metrics are served on a port that is free.",
            "No problem found.")
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

    assertThat(new Check(config, INVENTORY, new Told(), out.stream()).run()).isZero();

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
        "traces.exporter=none",
        "otlp.endpoint=http://me:hush4@nowhere/?key=hush5",
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
  void aReceiverThatWasConfiguredAndRefusesIsAProblem() {
    refusal = "HTTP status 401";

    assertThat(check("otlp.endpoint=http://collector", "metrics.exporter=otlp")).isEqualTo(1);

    assertThat(out.lines())
        .contains(
            "problem  The OTLP receiver for spans at http://collector does not take them: "
                + "HTTP status 401.",
            "problem  The OTLP receiver for metrics at http://collector does not take them: "
                + "HTTP status 401.");
  }

  @Test
  void aReceiverThatNobodyConfiguredMayBeAbsent() {
    refusal = "Connection refused";

    assertThat(check("prometheus.port=0")).isZero();

    assertThat(out.lines())
        .anyMatch(line -> line.startsWith("note     No OTLP receiver was configured"));
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

  private int check(String... settings) {
    Config config = Config.of(Map.of(), Map.of(), String.join(";", settings));
    return new Check(config, INVENTORY, new Told(), out.stream()).run();
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  /** Says of the common endpoint what the test wants. */
  private final class Told implements Delivery {
    @Override
    public Attempt spans(Config config) {
      return new Attempt(config.get(Property.OTLP_ENDPOINT), refusal);
    }

    @Override
    public Attempt metrics(Config config) {
      return spans(config);
    }
  }
}
