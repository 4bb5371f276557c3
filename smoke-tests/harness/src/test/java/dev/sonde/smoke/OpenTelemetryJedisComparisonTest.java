package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same use of Jedis with this agent and with the OpenTelemetry agent. */
class OpenTelemetryJedisComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);

  /** One that the other agent has an instrumentation of its own for, and a new one. */
  private static final List<String> VERSIONS = List.of("3.10.0", "5.2.0");

  private static final List<String> PARTS =
      List.of(
          "commands",
          "errors",
          "blocking",
          "databases",
          "pipelines",
          "transactions",
          "messages",
          "pool",
          "cluster");

  /** What an application saw in one run of the scenario, and what came of it over OTLP. */
  private record Told(List<String> seen, List<ReceivedSpan> spans, List<Metric> metrics) {

    List<ReceivedSpan> of(int index) {
      return spans.stream().filter(span -> span.traceId().equals(traceId(index))).toList();
    }

    boolean hasAll() {
      return spans.stream().filter(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER).count()
          >= PARTS.size() * VERSIONS.size();
    }
  }

  @Test
  void whatEitherTellsAloneIsDocumentedWithItsReason() throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    Differences found = new Differences();
    try (DatabaseServer redis = DatabaseServer.redis()) {
      Told ours = run(launch(redis));
      Told theirs = run(launch(redis).withoutAgent().jvm("-javaagent:" + other, "-Xmx256m"));
      assertThat(theirs.seen).isEqualTo(ours.seen);
      for (int i = 0; i < PARTS.size() * VERSIONS.size(); i++) {
        found.addCalls(PARTS.get(i % PARTS.size()), ours.of(i), theirs.of(i));
      }
      found.addMetrics("db.client.", ours.metrics, theirs.metrics);
    }

    assertThat(found.unlike(Differences.documented(DOCUMENT, "Jedis"))).isEmpty();
  }

  private static Launch launch(DatabaseServer redis) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path app = Path.of(apps, "app-redis", "target", "app.jar").toAbsolutePath().normalize();
    return Launch.java(
        Jdk.own(), "-jar", app.toString(), "127.0.0.1", Integer.toString(redis.port()));
  }

  /** Each part with each version in a request of its own. */
  private static Told run(Launch launch) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                .set("otel.bsp.max.queue.size", "30000")
                .set("otel.semconv-stability.opt-in", "database")
                .start()) {
      List<String> seen = new ArrayList<>();
      for (String version : VERSIONS) {
        for (String part : PARTS) {
          String path = '/' + part + '/' + version;
          String traceparent = "00-" + traceId(seen.size()) + "-00f067aa0ba902b7-01";
          seen.add(app.get(path, "traceparent", traceparent).body());
        }
      }
      Await.until(TO_ARRIVE, () -> new Told(seen, receiver.spans(), List.of()), Told::hasAll);
      app.stop();
      return new Told(seen, receiver.spans(), receiver.metrics());
    }
  }

  private static String traceId(int index) {
    return String.format("c0a9a2ed%024x", index);
  }
}
