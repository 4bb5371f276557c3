package dev.sonde.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {

  private static Config properties(String... namesAndValues) {
    Map<String, String> properties = new java.util.HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Config.of(properties, Map.of(), null);
  }

  @ParameterizedTest
  @MethodSource("dev.sonde.core.Property#all")
  void everyDefaultIsAValueAndEveryPropertyIsExplained(Property<?> property) {
    assertThat(property.parse(property.defaultText())).isNotNull();
    assertThat(property.sentence()).endsWith(".");
    assertThat(property.name()).startsWith("sonde.");
    assertThat(properties().get(property)).isEqualTo(property.parse(property.defaultText()));
    assertThat(properties().isSet(property)).isFalse();
  }

  @Test
  void theFirstSourceThatSpeaksWins(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("sonde.properties");
    Files.writeString(
        file,
        "sonde.prometheus.port=1\nsonde.traces.batch.size=1\nsonde.service.name=file\n"
            + "sonde.prometheus.path=/file\n");
    Config config =
        Config.of(
            Map.of("sonde.prometheus.port", "4", "sonde.config.file", file.toString()),
            Map.of("SONDE_PROMETHEUS_PORT", "3", "SONDE_TRACES_BATCH_SIZE", "3"),
            "prometheus.port=2;sonde.traces.batch.size=2; service.name = arguments ;;");

    assertThat(config.get(Property.PROMETHEUS_PORT)).isEqualTo(4);
    assertThat(config.get(Property.BATCH_SIZE)).isEqualTo(3);
    assertThat(config.get(Property.SERVICE_NAME)).isEqualTo("arguments");
    assertThat(config.get(Property.PROMETHEUS_PATH)).isEqualTo("/file");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void theNamesOfTheOpenTelemetryAgentMeanTheSame() {
    Config config =
        Config.of(
            Map.of("otel.service.name", "shop", "otel.traces.sampler.arg", "0.25"),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://collector:4318",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer%20x"),
            "otel.bsp.schedule.delay=250");

    assertThat(config.get(Property.SERVICE_NAME)).isEqualTo("shop");
    assertThat(config.get(Property.SAMPLER_RATIO)).isEqualTo(0.25);
    assertThat(config.get(Property.OTLP_ENDPOINT)).isEqualTo("http://collector:4318");
    assertThat(config.get(Property.OTLP_HEADERS)).containsEntry("authorization", "Bearer x");
    assertThat(config.get(Property.SCHEDULE_DELAY)).isEqualTo(250);
    assertThat(config.isSet(Property.OTLP_ENDPOINT)).isTrue();
  }

  @Test
  void ourNameWinsOverTheOpenTelemetryAgents() {
    Config config = Config.of(Map.of("otel.service.name", "theirs"), Map.of(), "service.name=ours");
    assertThat(config.get(Property.SERVICE_NAME)).isEqualTo("ours");
  }

  @Test
  void aBadValueIsNamedWithWhatIsAllowedAndWhatIsUsedInstead() {
    Config config = properties("sonde.prometheus.port", "many");
    assertThat(config.get(Property.PROMETHEUS_PORT)).isEqualTo(9464);
    assertThat(config.isSet(Property.PROMETHEUS_PORT)).isFalse();
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .contains("sonde.prometheus.port", "'many'", "0 to 65535", "'9464' is used");
  }

  @Test
  void whereAnotherNameHoldsInsteadOfABadValueItIsNamed() {
    assertThat(properties("sonde.otlp.traces.timeout", "soon").warnings())
        .singleElement()
        .asString()
        .endsWith("; that of sonde.otlp.timeout is used.");
    Config config =
        properties("sonde.otlp.traces.timeout", "soon", "otel.exporter.otlp.traces.timeout", "7");
    assertThat(config.get(Property.OTLP_TRACES.timeout)).isEqualTo(7);
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .endsWith("; that of otel.exporter.otlp.traces.timeout is used.");
  }

  @Test
  void ofAListOfTheOpenTelemetryAgentsWhatIsKnownHolds() {
    Config config =
        properties("otel.metrics.exporter", "console, otlp", "otel.traces.exporter", "logging");
    assertThat(config.get(Property.METRICS_EXPORTER)).containsExactly("otlp");
    assertThat(config.get(Property.TRACES_EXPORTER)).containsExactly("otlp");
    assertThat(config.isSet(Property.TRACES_EXPORTER)).isFalse();
    assertThat(config.warnings())
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .contains("'console, otlp' of otel.metrics.exporter", "the rest of it is used"),
            line -> assertThat(line).contains("'logging' of otel.traces.exporter", "is ignored"));
  }

  @Test
  void aBadValueThatMayBeASecretIsNotRepeated() {
    assertThat(properties("sonde.otlp.headers", "hunter2").warnings())
        .singleElement()
        .asString()
        .contains("sonde.otlp.headers")
        .doesNotContain("hunter2");
  }

  @Test
  void aBadValueStaysOnOneLine() {
    assertThat(properties("sonde.debug", "a\nFAKE LINE\r" + "x".repeat(500)).warnings())
        .singleElement()
        .satisfies(line -> assertThat(line).doesNotContain("\n", "\r").hasSizeLessThan(300));
  }

  @Test
  void anUnknownNameIsReportedWithTheNearest() {
    Config config =
        Config.of(
            Map.of("sonde.promethous.port", "1", "sonde.instrument.tomcta.enabled", "false"),
            Map.of("SONDE_SERVCE_NAME", "x", "PATH", "/bin"),
            null);
    assertThat(config.unknownNames(List.of("tomcat", "executors")))
        .containsExactlyInAnyOrder(
            "There is no property sonde.promethous.port; did you mean sonde.prometheus.port?",
            "There is no property sonde.instrument.tomcta.enabled; did you mean"
                + " sonde.instrument.tomcat.enabled?",
            "There is no setting SONDE_SERVCE_NAME; did you mean SONDE_SERVICE_NAME?");
  }

  @Test
  void knownNamesAreNotReported() {
    Config config =
        Config.of(
            Map.of("sonde.instrument.tomcat.enabled", "false", "sonde.debug", "1"),
            Map.of("SONDE_PROMETHEUS_PORT", "0", "SONDE_INSTRUMENT_TOMCAT_ENABLED", "1"),
            null);
    assertThat(config.unknownNames(List.of("tomcat"))).isEmpty();
  }

  @Test
  void otelNamesWithoutEffectAreListedFromEverySource() {
    Config config =
        Config.of(
            Map.of("otel.config.file", "x", "otel.service.name", "y"),
            Map.of("OTEL_JMX_ENABLED", "true", "OTEL_SERVICE_NAME", "y"),
            null);
    assertThat(config.ignoredOtelNames())
        .containsExactlyInAnyOrder("otel.config.file", "OTEL_JMX_ENABLED");
  }

  @Test
  void aMissingConfigurationFileIsOneWarningAndTheOtherSourcesAreUsed() {
    Config config = properties("sonde.config.file", "/no/such/file", "sonde.service.name", "kept");
    assertThat(config.warnings()).singleElement().asString().contains("/no/such/file");
    assertThat(config.get(Property.SERVICE_NAME)).isEqualTo("kept");
  }

  @Test
  void theMostSpecificSwitchDecides() {
    Config config =
        properties(
            "sonde.instrument.servlet.enabled", "false",
            "sonde.instrument.tomcat.enabled", "true",
            "otel.instrumentation.executors.enabled", "false");
    assertThat(config.instruments("tomcat", "servlet", List.of())).isTrue();
    assertThat(config.instruments("jetty", "servlet", List.of())).isFalse();
    assertThat(config.instruments("executors", "executors", List.of("executors"))).isFalse();
    assertThat(config.instruments("jdbc", "jdbc", List.of("jdbc"))).isTrue();
  }

  @Test
  void nothingIsInstrumentedByDefaultWhenSoConfigured() {
    Config config =
        properties(
            "otel.instrumentation.common.default-enabled", "false",
            "sonde.instrument.tomcat.enabled", "1");
    assertThat(config.instruments("tomcat", "servlet", List.of())).isTrue();
    assertThat(config.instruments("executors", "executors", List.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "5s, 5000",
    "500ms, 500",
    "2m, 120000",
    "1h, 3600000",
    "1d, 86400000",
    "250, 250",
    "1.5s, 1500",
    "0, 0",
    "10 S, 10000"
  })
  void durationsAreReadInAllFormsPeopleWrite(String text, long millis) {
    assertThat(properties("sonde.traces.delay", text).get(Property.SCHEDULE_DELAY))
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5 parsecs", "s", "-1s", "1e99s", "", "NaN", "1.2.3s", "99999999999999d"})
  void whatIsNoDurationLeavesTheDefault(String text) {
    assertThat(properties("sonde.traces.delay", text).get(Property.SCHEDULE_DELAY)).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "64KiB, 65536",
    "10MiB, 10485760",
    "1GB, 1000000000",
    "2k, 2048",
    "3b, 3"
  })
  void sizesAreReadInAllFormsPeopleWrite(String text, long bytes) throws Kind.BadValue {
    assertThat(Kind.SIZE.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "1, true",
    "YES, true",
    "on, true",
    "False, false",
    "0, false",
    "off, false"
  })
  void switchesAreReadInAllFormsPeopleWrite(String text, boolean on) {
    assertThat(properties("sonde.debug", text).get(Property.DEBUG)).isEqualTo(on);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "10%, 0.1", "1, 1.0", "0, 0.0"})
  void ratiosAreReadAsFractionsAndPercentages(String text, double ratio) {
    assertThat(properties("sonde.traces.sampler.ratio", text).get(Property.SAMPLER_RATIO))
        .isEqualTo(ratio);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.01", "NaN", "101%", "half"})
  void whatIsNoRatioLeavesTheDefault(String text) {
    assertThat(properties("sonde.traces.sampler.ratio", text).get(Property.SAMPLER_RATIO))
        .isEqualTo(1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X Trace", "X-Trace:", "Tr\u00e4ce", "a\r\nb", "content-LENGTH", "Connection"})
  void theHeaderThatTellsTheTraceIsNoneThatChangesAnAnswer(String text) {
    Config config = properties("sonde.http.server.trace-header", text);
    assertThat(config.get(Property.HTTP_SERVER_TRACE_HEADER)).isEmpty();
    assertThat(config.warnings()).singleElement().asString().contains("trace-header");
  }

  @Test
  void namesAndPathsAreWhatCanBe() {
    Config good =
        properties(
            "sonde.http.known-methods", "GET, M-SEARCH",
            "sonde.http.server.exclude", "/health, *.css",
            "sonde.http.server.trace-header", "X-Trace-Id");
    assertThat(good.get(Property.HTTP_KNOWN_METHODS)).containsExactly("GET", "M-SEARCH");
    assertThat(good.get(Property.HTTP_SERVER_EXCLUDE)).containsExactly("/health", "*.css");
    assertThat(good.get(Property.HTTP_SERVER_TRACE_HEADER)).isEqualTo("X-Trace-Id");
    assertThat(good.warnings()).isEmpty();
    Config bad =
        properties(
            "sonde.http.known-methods", "GET POST",
            "sonde.http.server.exclude", "/health,static",
            "sonde.sampling.routes", "health=0");
    assertThat(bad.get(Property.HTTP_KNOWN_METHODS)).contains("GET", "POST");
    assertThat(bad.get(Property.HTTP_SERVER_EXCLUDE)).isEmpty();
    assertThat(bad.get(Property.SAMPLING_ROUTES)).isEmpty();
    assertThat(bad.warnings()).hasSize(3);
  }

  @Test
  void listsAndPairsSkipBlanks() {
    Config config =
        properties(
            "sonde.propagators", " b3 ,, tracecontext,",
            "sonde.resource.attributes", "a=1, b = two%2C2 ,c==");
    assertThat(config.get(Property.PROPAGATORS)).containsExactly("b3", "tracecontext");
    assertThat(config.get(Property.RESOURCE_ATTRIBUTES))
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "two,2"), Map.entry("c", "="));
  }
}
