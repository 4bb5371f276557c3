package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is configured for one signal stays with it. */
@Timeout(60)
class OtlpSignalsTest {

  /** Sends a span and metrics to a receiver each. */
  private static void send(HttpReceiver traces, HttpReceiver metrics, String... more)
      throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "sonde.otlp.traces.endpoint",
                traces.endpoint() + "/v1/traces",
                "sonde.otlp.metrics.endpoint",
                metrics.endpoint() + "/v1/metrics",
                "sonde.metrics.exporter",
                "otlp",
                "sonde.traces.delay",
                "20ms",
                "sonde.metrics.interval",
                "20ms"));
    settings.addAll(List.of(more));
    SelfStats self = new SelfStats();
    Registry registry = new Registry(2000, self);
    registry.counter(Catalogue.SONDE_SELF_SCRAPES, "text", null).add(1);
    OtlpExporter exporter =
        new OtlpExporter(
            Operations.config(settings.toArray(new String[0])),
            registry,
            self,
            "1",
            new Timing(20, 50, 5_000, 50, 50));
    exporter.start(new Resource(Map.of()));
    exporter.offer(Operations.ended("/"));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (traces.spans().isEmpty() || metrics.metrics().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
    exporter.stop();
    assertThat(self.errors()).isEmpty();
  }

  @Test
  void credentialsOfSpansDoNotReachTheMetricsReceiver() throws Exception {
    try (HttpReceiver traces = new HttpReceiver();
        HttpReceiver metrics = new HttpReceiver()) {
      send(traces, metrics, "otel.exporter.otlp.traces.headers", "authorization=t");
      assertThat(traces.header("Authorization")).isEqualTo("t");
      assertThat(metrics.header("Authorization")).isNull();
    }
  }

  @Test
  void credentialsOfMetricsDoNotReachTheTracesReceiver() throws Exception {
    try (HttpReceiver traces = new HttpReceiver();
        HttpReceiver metrics = new HttpReceiver()) {
      send(traces, metrics, "otel.exporter.otlp.metrics.headers", "authorization=m");
      assertThat(traces.header("Authorization")).isNull();
      assertThat(metrics.header("Authorization")).isEqualTo("m");
    }
  }

  @Test
  void aSignalsOwnSettingsWinOverTheCommonOnes() throws Exception {
    try (HttpReceiver traces = new HttpReceiver();
        HttpReceiver metrics = new HttpReceiver()) {
      send(
          traces,
          metrics,
          "sonde.otlp.headers",
          "authorization=common,x-tenant=a",
          "otel.exporter.otlp.traces.headers",
          "authorization=t",
          "sonde.otlp.compression",
          "gzip",
          "sonde.otlp.metrics.compression",
          "none");
      assertThat(traces.header("Authorization")).isEqualTo("t");
      assertThat(traces.header("X-tenant")).isNull();
      assertThat(traces.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(metrics.header("Authorization")).isEqualTo("common");
      assertThat(metrics.header("X-tenant")).isEqualTo("a");
      assertThat(metrics.header("Content-Encoding")).isNull();
    }
  }

  @Test
  void protocolAndTimeoutAreThoseOfTheSignal() {
    Config config =
        Operations.config(
            "otel.exporter.otlp.traces.protocol",
            "grpc",
            "sonde.otlp.timeout",
            "3s",
            "otel.exporter.otlp.metrics.timeout",
            "700");
    OtlpSettings traces = OtlpSettings.traces(config);
    OtlpSettings metrics = OtlpSettings.metrics(config);
    assertThat(traces.isGrpc()).isTrue();
    assertThat(metrics.isGrpc()).isFalse();
    assertThat(traces.address()).hasToString("http://localhost:4317");
    assertThat(metrics.address()).hasToString("http://localhost:4318/v1/metrics");
    assertThat(traces.timeoutMillis()).isEqualTo(3_000);
    assertThat(metrics.timeoutMillis()).isEqualTo(700);
    assertThat(OtlpSettings.traces(Operations.config()).timeoutMillis()).isEqualTo(10_000);
  }

  @Test
  void everySettingOfASignalHasItsTwoNames() {
    List<String> names = new ArrayList<>();
    for (Property<?> property : Property.all()) {
      if (property.common() != null) {
        names.add(property.name());
        assertThat(property.otelNames())
            .containsExactly(property.name().replace("sonde.", "otel.exporter."));
      }
    }
    assertThat(names)
        .contains(
            "sonde.otlp.traces.client.certificate",
            "sonde.otlp.metrics.client.key",
            "sonde.otlp.metrics.certificate")
        .hasSize(14);
  }

  @Test
  void aBadValueIsToldAndTheCommonOneHolds() {
    Config config =
        Operations.config("sonde.otlp.protocol", "grpc", "sonde.otlp.traces.protocol", "pigeon");
    assertThat(config.warnings()).singleElement().asString().contains("sonde.otlp.traces.protocol");
    assertThat(OtlpSettings.traces(config).isGrpc()).isTrue();
  }

  @Test
  void headersOfASignalAreNotShown() {
    for (Property<?> property :
        List.of(Property.OTLP_TRACES.headers, Property.OTLP_METRICS.headers)) {
      assertThat(Config.shown(property.name(), "hunter2")).isEqualTo("***");
      for (String name : property.otelNames()) {
        assertThat(Config.shown(name, "hunter2")).isEqualTo("***");
      }
      assertThat(Operations.config(property.name(), "hunter2").warnings())
          .singleElement()
          .asString()
          .doesNotContain("hunter2");
    }
  }
}
