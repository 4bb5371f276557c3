package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.boot.Context;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.BuildInfo;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.RegistryMetrics;
import dev.sonde.exporters.resource.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private final Registry registry = new Registry(100, new SelfStats());
  private final Map<String, Object> resource = new LinkedHashMap<>();

  @Test
  void anEmptyRegistryIsTheTargetAlone() {
    resource.put("service.name", "shop");

    assertThat(text()).endsWith("# TYPE target_info gauge\ntarget_info{service_name=\"shop\"} 1\n");
    assertThat(openMetrics())
        .startsWith("# HELP target ")
        .endsWith("# TYPE target info\ntarget_info{service_name=\"shop\"} 1\n# EOF\n");
  }

  @Test
  void aHistogramCumulatesItsBuckets() {
    Histogram histogram =
        registry.histogram(
            Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/a", "200", null, "1.1");
    histogram.record(500_000);
    histogram.record(3_000_000);
    histogram.record(20_000_000_000L);

    for (ParsedExposition parsed : both()) {
      String name = "http_server_request_duration_seconds";
      String[] labels = {
        "http_request_method",
        "GET",
        "url_scheme",
        "http",
        "http_route",
        "/a",
        "http_response_status_code",
        "200",
        "network_protocol_version",
        "1.1"
      };
      assertThat(parsed.value(name + "_bucket", with(labels, "le", "0.001"))).isEqualTo(1);
      assertThat(parsed.value(name + "_bucket", with(labels, "le", "0.005"))).isEqualTo(2);
      assertThat(parsed.value(name + "_bucket", with(labels, "le", "10.0"))).isEqualTo(2);
      assertThat(parsed.value(name + "_bucket", with(labels, "le", "+Inf"))).isEqualTo(3);
      assertThat(parsed.value(name + "_count", labels)).isEqualTo(3);
      assertThat(parsed.value(name + "_sum", labels)).isEqualTo(20.0035);
      assertThat(parsed.families.get(name).samples).hasSize(19);
    }
  }

  @Test
  void anExemplarNamesTraceAndSpanInOpenMetricsOnly() {
    registry
        .histogram(Catalogue.SONDE_SELF_SCRAPE_DURATION)
        .record(2_000_000, new Context(0x1234, 0xabc, 0xdef, true, null, null), System.nanoTime());

    ParsedExposition.Sample bucket =
        ParsedExposition.of(openMetrics(), true)
            .sample("sonde_self_scrape_duration_seconds_bucket", "le", "0.005");
    assertThat(bucket.exemplar().labels())
        .containsEntry("trace_id", "00000000000012340000000000000abc")
        .containsEntry("span_id", "0000000000000def");
    assertThat(bucket.exemplar().value()).isEqualTo(0.002);
    assertThat(bucket.exemplar().timestamp())
        .isBetween(1.7e9, System.currentTimeMillis() / 1000.0 + 1);
    assertThat(text()).doesNotContain("trace_id");
  }

  @Test
  void aCounterLosesItsSuffixInTheFamilyOnly() {
    registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "limit").add(5);

    assertThat(text())
        .contains(
            "# TYPE sonde_self_spans_dropped_total counter\n"
                + "sonde_self_spans_dropped_total{sonde_drop_reason=\"limit\"} 5\n");
    assertThat(openMetrics())
        .contains(
            "# TYPE sonde_self_spans_dropped counter\n"
                + "sonde_self_spans_dropped_total{sonde_drop_reason=\"limit\"} 5\n");
  }

  @Test
  void aUnitIsToldWhereTheNameEndsInIt() {
    registry.add(
        sink -> {
          sink.value(Catalogue.JVM_CPU_TIME, 1.5);
          sink.value(Catalogue.PROCESS_MEMORY_USAGE, 4096);
          sink.value(Catalogue.JVM_CPU_COUNT, 2);
        });

    Map<String, ParsedExposition.Family> families =
        ParsedExposition.of(openMetrics(), true).families;
    assertThat(families.get("jvm_cpu_time_seconds").unit).isEqualTo("seconds");
    assertThat(families.get("process_memory_usage_bytes").unit).isEqualTo("bytes");
    assertThat(families.get("jvm_cpu_count").unit).isNull();
    assertThat(text()).doesNotContain("# UNIT");
  }

  @Test
  void absentLabelsAreNotExposed() {
    registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, null, "https").add(1);
    registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, null, null).add(2);

    assertThat(text())
        .contains("http_server_active_requests{url_scheme=\"https\"} 1\n")
        .contains("http_server_active_requests 2\n");
  }

  @Test
  void labelValuesAreEscaped() {
    String value = "a\"b\\c\nd é€\uD83D\uDE00";
    registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, value).add(5);

    for (ParsedExposition parsed : both()) {
      assertThat(parsed.value("sonde_self_spans_dropped_total", "sonde_drop_reason", value))
          .isEqualTo(5);
    }
  }

  @Test
  void notEveryValueIsANumber() {
    registry.add(
        sink -> {
          sink.value(Catalogue.JVM_CPU_RECENT_UTILIZATION, Double.NaN);
          sink.value(Catalogue.JVM_MEMORY_LIMIT, Double.POSITIVE_INFINITY, "heap", "old");
        });

    for (ParsedExposition parsed : both()) {
      assertThat(parsed.value("jvm_cpu_recent_utilization")).isNaN();
      assertThat(
              parsed.value(
                  "jvm_memory_limit_bytes",
                  "jvm_memory_type",
                  "heap",
                  "jvm_memory_pool_name",
                  "old"))
          .isInfinite();
    }
  }

  @Test
  void theOverflowSeriesIsMarked() {
    for (int i = 0; i < 150; i++) {
      registry
          .histogram(
              Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/" + i, "200", null, "1.1")
          .record(1);
    }

    for (ParsedExposition parsed : both()) {
      assertThat(
              parsed.value(
                  "http_server_request_duration_seconds_count", "otel_metric_overflow", "true"))
          .isEqualTo(50);
    }
  }

  @Test
  void theAgentTellsWhatItIsAndHowFullItIs() {
    registry.add(new BuildInfo("1.2.3", null));
    registry.add(new RegistryMetrics(registry));
    registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "limit").add(5);
    registry.overflowed(Catalogue.HTTP_SERVER_REQUEST_DURATION);

    String java = System.getProperty("java.version");
    for (ParsedExposition parsed : both()) {
      assertThat(
              parsed.value(
                  "sonde_build_info",
                  "sonde_version",
                  "1.2.3",
                  "sonde_semconv_version",
                  "1.44.0",
                  "sonde_java_version",
                  java))
          .isEqualTo(1);
      assertThat(parsed.value("sonde_self_series")).isEqualTo(1);
      assertThat(
              parsed.value(
                  "sonde_self_cardinality_overflow_total",
                  "sonde_metric",
                  "http.server.request.duration"))
          .isEqualTo(1);
    }
    assertThat(openMetrics()).contains("# TYPE sonde_build info\n");
  }

  @Test
  void theResourceIsFitForLabels() {
    resource.put("service.name", "a \"quoted\" name");
    resource.put("k8s.pod.label.app-name", "one");
    resource.put("k8s.pod.label.app_name", "two");
    resource.put("9lives", true);
    resource.put("host.cpus", 4L);
    resource.put("host.ip", Arrays.asList("10.0.0.1", "::1"));

    for (ParsedExposition parsed : both()) {
      assertThat(
              parsed.value(
                  "target_info",
                  "service_name",
                  "a \"quoted\" name",
                  "k8s_pod_label_app_name",
                  "one;two",
                  "_9lives",
                  "true",
                  "host_cpus",
                  "4",
                  "host_ip",
                  "[\"10.0.0.1\",\"::1\"]"))
          .isEqualTo(1);
    }
  }

  @Test
  void aCommandLineIsNotExposed() {
    resource.put("service.name", "shop");
    resource.put("process.command_line", "java -Dpassword=hunter2");

    assertThat(text() + openMetrics()).doesNotContain("hunter2");
  }

  @Test
  void onlyTheNamedFamiliesAreShown() {
    registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "limit").add(5);
    registry.histogram(Catalogue.SONDE_SELF_SCRAPE_DURATION).record(5);
    registry.histogram(Catalogue.SONDE_SELF_SCRAPE_SIZE).record(5);

    assertThat(shown(Format.TEXT, "sonde_self_spans_dropped_total"))
        .containsOnly("sonde_self_spans_dropped_total");
    assertThat(shown(Format.OPENMETRICS, "sonde_self_spans_dropped", "target_info"))
        .containsOnly("target", "sonde_self_spans_dropped");
    assertThat(
            shown(
                Format.TEXT,
                "sonde_self_scrape_duration_seconds_bucket",
                "sonde_self_scrape_size_bytes_count"))
        .containsOnly("sonde_self_scrape_duration_seconds", "sonde_self_scrape_size_bytes");
    assertThat(shown(Format.OPENMETRICS, "none_such")).isEmpty();
  }

  @Test
  void largeRegistriesLeaveInPages() throws IOException {
    Registry large = new Registry(5000, new SelfStats());
    for (int i = 0; i < 3000; i++) {
      large
          .histogram(
              Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/" + i, "200", null, "1.1")
          .record(i);
    }
    int[] most = {0};
    long[] size = {0};
    Exposition exposition =
        new Exposition(
            new Families(Format.OPENMETRICS),
            Collections.emptySet(),
            new OutputStream() {
              @Override
              public void write(int b) {
                throw new AssertionError("byte by byte");
              }

              @Override
              public void write(byte[] bytes, int from, int count) {
                most[0] = Math.max(most[0], count);
                size[0] += count;
              }
            });
    exposition.render(large, new TargetInfo(new Resource(resource)));

    assertThat(exposition.size()).isEqualTo(size[0]).isGreaterThan(3_000_000);
    assertThat(most[0]).isLessThan(100_000);
  }

  @Test
  void aFailureToWriteEndsTheRenderingAndIsTold() {
    registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "limit").add(5);
    Exposition exposition =
        new Exposition(
            new Families(Format.TEXT),
            Collections.emptySet(),
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("gone");
              }
            });

    assertThatThrownBy(() -> exposition.render(registry, new TargetInfo(new Resource(resource))))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  private Set<String> shown(Format format, String... names) {
    String text = render(format, new HashSet<>(Arrays.asList(names)));
    return ParsedExposition.of(text, format == Format.OPENMETRICS).families.keySet();
  }

  private ParsedExposition[] both() {
    return new ParsedExposition[] {
      ParsedExposition.of(text(), false), ParsedExposition.of(openMetrics(), true)
    };
  }

  private String text() {
    return render(Format.TEXT, Collections.emptySet());
  }

  private String openMetrics() {
    return render(Format.OPENMETRICS, Collections.emptySet());
  }

  private String render(Format format, Set<String> names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new Exposition(new Families(format), names, out)
          .render(registry, new TargetInfo(new Resource(resource)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String[] with(String[] labels, String name, String value) {
    String[] more = Arrays.copyOf(labels, labels.length + 2);
    more[labels.length] = name;
    more[labels.length + 1] = value;
    return more;
  }
}
