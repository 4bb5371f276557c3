package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.HttpServerOperation;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpMetricsTest {

  private final SelfStats self = new SelfStats();
  private final Registry registry = new Registry(2000, self);
  private final List<ExportMetricsServiceRequest> taken = new ArrayList<>();

  private void read(int mostBytes) {
    Envelope envelope = new Envelope(new Resource(Map.of("service.name", "shop")), "1.2.3");
    MetricRequest request =
        new MetricRequest(
            envelope,
            new StartTimes(500_000_000L, 1_000_000_000L),
            mostBytes,
            bytes -> {
              try {
                taken.add(
                    ExportMetricsServiceRequest.parseFrom(
                        Arrays.copyOf(bytes.bytes(), bytes.size())));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return true;
            });
    request.begin(5_000_000_000L);
    registry.visit(request);
    request.end();
    assertThat(self.errors()).isEmpty();
  }

  private Metric metric(String name) {
    return taken.stream()
        .flatMap(
            request -> request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream())
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(List<KeyValue> attributes) {
    StringBuilder text = new StringBuilder();
    for (KeyValue attribute : attributes) {
      var value = attribute.getValue();
      text.append(attribute.getKey())
          .append('=')
          .append(
              value.hasStringValue()
                  ? value.getStringValue()
                  : value.hasBoolValue() ? value.getBoolValue() : "#" + value.getIntValue())
          .append(' ');
    }
    return text.toString().trim();
  }

  @Test
  void aCounterIsAMonotonicSum() {
    registry.counter(Catalogue.SONDE_SELF_SCRAPES, "text", null).add(7);
    read(1 << 20);
    var resource = taken.get(0).getResourceMetrics(0);
    assertThat(text(resource.getResource().getAttributesList())).isEqualTo("service.name=shop");
    assertThat(resource.getScopeMetrics(0).getScope().getName()).isEqualTo("dev.sonde");
    Metric metric = metric("sonde.self.scrapes");
    assertThat(metric.getUnit()).isEqualTo("{scrape}");
    assertThat(metric.getDescription()).isEqualTo("Scrapes served");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    NumberDataPoint point = metric.getSum().getDataPoints(0);
    assertThat(point.getAsInt()).isEqualTo(7);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(1_000_000_000L);
    assertThat(point.getTimeUnixNano()).isEqualTo(5_000_000_000L);
    assertThat(text(point.getAttributesList())).isEqualTo("sonde.scrape.format=text");
  }

  @Test
  void upDownCountersGaugesSecondsAndInfosHaveTheirForms() {
    registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", "http").add(-2);
    registry.add(
        sink -> {
          sink.value(Catalogue.JVM_CPU_RECENT_UTILIZATION, 0.25);
          sink.value(Catalogue.JVM_CPU_TIME, 3);
          sink.value(Catalogue.SONDE_BUILD_INFO, 1, "1.2.3", "c", "s", "17");
          sink.value(Catalogue.TARGET_INFO, 1);
          sink.value(Catalogue.JVM_THREAD_COUNT, 4, "true", "runnable");
        });
    read(1 << 20);
    Metric active = metric("http.server.active_requests");
    assertThat(active.getSum().getIsMonotonic()).isFalse();
    assertThat(active.getSum().getDataPoints(0).getAsInt()).isEqualTo(-2);
    assertThat(metric("jvm.cpu.recent_utilization").getGauge().getDataPoints(0).getAsDouble())
        .isEqualTo(0.25);
    assertThat(metric("jvm.cpu.time").getSum().getDataPoints(0).hasAsDouble()).isTrue();
    assertThat(metric("sonde.build.info").getGauge().getDataPoints(0).getAsDouble()).isEqualTo(1);
    assertThat(text(metric("jvm.thread.count").getSum().getDataPoints(0).getAttributesList()))
        .isEqualTo("jvm.thread.daemon=true jvm.thread.state=runnable");
    assertThat(taken.get(0).toString()).doesNotContain("target_info");
  }

  @Test
  void whatTheJvmCountsBeginsWithTheJvmAndWhatAContainerCountsAtAnUnknownTime() {
    registry.counter(Catalogue.SONDE_SELF_SCRAPES, "text", null).add(7);
    registry.histogram(
        Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/a", "200", null, "1.1");
    registry.add(
        sink -> {
          sink.value(Catalogue.JVM_CPU_TIME, 3);
          sink.value(Catalogue.JVM_CLASS_LOADED, 3);
          sink.value(Catalogue.JVM_CLASS_UNLOADED, 3);
          sink.value(Catalogue.SONDE_JVM_GC_MEMORY_ALLOCATED, 3);
          sink.value(Catalogue.SONDE_JVM_GC_MEMORY_PROMOTED, 3);
          sink.value(Catalogue.PROCESS_CONTEXT_SWITCHES, 3, "voluntary");
          sink.value(Catalogue.SONDE_CONTAINER_CPU_THROTTLED, 3);
        });
    read(1 << 20);
    for (String name :
        List.of(
            "jvm.cpu.time",
            "jvm.class.loaded",
            "jvm.class.unloaded",
            "sonde.jvm.gc.memory.allocated",
            "sonde.jvm.gc.memory.promoted",
            "process.context_switches")) {
      assertThat(start(name)).as(name).isEqualTo(500_000_000L);
    }
    assertThat(start("sonde.container.cpu.throttled")).isZero();
    assertThat(start("sonde.self.scrapes")).isEqualTo(1_000_000_000L);
    assertThat(
            metric("http.server.request.duration")
                .getHistogram()
                .getDataPoints(0)
                .getStartTimeUnixNano())
        .isEqualTo(1_000_000_000L);
  }

  private long start(String name) {
    return metric(name).getSum().getDataPoints(0).getStartTimeUnixNano();
  }

  @Test
  void theJvmsStartIsWhatItTells() {
    long before = System.currentTimeMillis() * 1_000_000;
    StartTimes starts = StartTimes.now();
    assertThat(starts.of(Catalogue.JVM_CPU_TIME))
        .isEqualTo(ManagementFactory.getRuntimeMXBean().getStartTime() * 1_000_000);
    assertThat(starts.of(Catalogue.SONDE_SELF_SCRAPES)).isGreaterThanOrEqualTo(before);
  }

  @Test
  void aHistogramHasItsBucketsAndExemplars() {
    HttpServerOperation trace = Operations.running("GET");
    var histogram =
        registry.histogram(
            Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/a", "200", null, "1.1");
    histogram.record(TimeUnit.MILLISECONDS.toNanos(2), trace, System.nanoTime());
    histogram.record(TimeUnit.MILLISECONDS.toNanos(30));
    histogram.record(TimeUnit.SECONDS.toNanos(60));
    read(1 << 20);
    Metric metric = metric("http.server.request.duration");
    assertThat(metric.getHistogram().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    HistogramDataPoint point = metric.getHistogram().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(3);
    assertThat(point.getSum()).isEqualTo(60.032);
    assertThat(point.getExplicitBoundsList()).hasSize(16).startsWith(0.001, 0.0025);
    assertThat(point.getBucketCountsList())
        .containsExactly(0L, 1L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
    assertThat(text(point.getAttributesList()))
        .isEqualTo(
            "http.request.method=GET url.scheme=http http.route=/a"
                + " http.response.status_code=#200 network.protocol.version=1.1");
    assertThat(point.getExemplarsCount()).isEqualTo(1);
    assertThat(point.getExemplars(0).getAsDouble()).isEqualTo(0.002);
    assertThat(point.getExemplars(0).getTraceId().size()).isEqualTo(16);
    assertThat(point.getExemplars(0).getSpanId().byteAt(0)).isEqualTo((byte) 0xf1);
  }

  @Test
  void theOverflowSeriesSaysSo() {
    Registry small = new Registry(1, self);
    small.counter(Catalogue.SONDE_SELF_SCRAPES, "a", null).add(1);
    small.counter(Catalogue.SONDE_SELF_SCRAPES, "b", null).add(1);
    Envelope envelope = new Envelope(new Resource(Map.of()), "1");
    StringBuilder seen = new StringBuilder();
    MetricRequest request =
        new MetricRequest(
            envelope,
            new StartTimes(0, 0),
            1 << 20,
            bytes -> {
              try {
                seen.append(
                    ExportMetricsServiceRequest.parseFrom(
                        Arrays.copyOf(bytes.bytes(), bytes.size())));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return true;
            });
    request.begin(1);
    small.visit(request);
    request.end();
    assertThat(seen.toString()).contains("otel.metric.overflow").contains("bool_value: true");
  }

  @Test
  void manySeriesTravelInSeveralRequestsAndNoneIsLost() {
    for (int i = 0; i < 500; i++) {
      registry.histogram(
          Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/" + i, "200", null, "1.1");
      registry.counter(Catalogue.SONDE_SELF_SCRAPES, "f" + i, null).add(1);
    }
    read(10_000);
    assertThat(taken).hasSizeGreaterThan(10);
    int histograms = 0;
    int sums = 0;
    for (ExportMetricsServiceRequest request : taken) {
      assertThat(request.getSerializedSize()).isLessThan(10_100);
      for (Metric metric : request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList()) {
        histograms += metric.getHistogram().getDataPointsCount();
        sums += metric.getSum().getDataPointsCount();
      }
    }
    assertThat(histograms).isEqualTo(500);
    assertThat(sums).isEqualTo(500);
  }

  @Test
  void metricsArePushedAgainAndAgainAndAtTheEnd() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      OtlpExporter exporter =
          new OtlpExporter(
              Operations.config(
                  "sonde.otlp.endpoint",
                  receiver.endpoint(),
                  "sonde.traces.exporter",
                  "none",
                  "sonde.metrics.exporter",
                  "prometheus,otlp",
                  "sonde.metrics.interval",
                  "30ms"),
              registry,
              self,
              "1",
              new Timing(20, 50, 5_000, 50, 50));
      receiver.answerNext(503);
      registry.counter(Catalogue.SONDE_SELF_SCRAPES, "text", null).add(1);
      exporter.start(new Resource(Map.of()));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (receiver.metrics().size() < 3) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
      registry.counter(Catalogue.SONDE_SELF_SCRAPES, "text", null).add(41);
      exporter.stop();
      var last = receiver.metrics().get(receiver.metrics().size() - 1);
      assertThat(
              last.getResourceMetrics(0)
                  .getScopeMetrics(0)
                  .getMetrics(0)
                  .getSum()
                  .getDataPoints(0)
                  .getAsInt())
          .isEqualTo(42);
      assertThat(self.errors()).isEmpty();
    }
  }
}
