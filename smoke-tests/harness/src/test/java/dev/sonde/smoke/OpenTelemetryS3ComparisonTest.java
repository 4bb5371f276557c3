package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same calls of S3 with this agent and with the OpenTelemetry agent. */
class OpenTelemetryS3ComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);

  /** The newest version of each client, by its name in the document. */
  private static final Map<String, String> CLIENTS =
      new TreeMap<>(
          Map.of(
              "AWS SDK 1", "aws1.Sdk/1.12.797",
              "AWS SDK 2", "aws2.Apache5/2.58.0",
              "AWS SDK 2 async", "aws2.Netty/2.58.0",
              "MinIO", "minio.Sdk/8.6.0"));

  private static ChildJvm server;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Calls.startServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  /** What came over OTLP from one run. */
  private record Told(List<ReceivedSpan> spans, List<Metric> metrics) {

    /** In the order in which they began: where a stream is read, one ends after the next began. */
    List<ReceivedSpan> of(int index) {
      return spans.stream()
          .filter(span -> span.traceId().equals(traceId(index)))
          .filter(span -> span.kind() != Span.SpanKind.SPAN_KIND_INTERNAL)
          .sorted(Comparator.comparing(span -> span.span().getStartTimeUnixNano()))
          .toList();
    }

    boolean hasAll() {
      return spans.stream()
              .filter(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER)
              .filter(span -> ((String) span.attribute("url.path")).startsWith("/by/"))
              .count()
          >= CLIENTS.size();
    }
  }

  @Test
  void whatEitherTellsAloneIsDocumentedWithItsReason() throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    Told ours = run(S3Calls.launchWithoutChecksums(Jdk.own(), server));
    Told theirs =
        run(
            S3Calls.launchWithoutChecksums(Jdk.own(), server)
                .withoutAgent()
                .jvm("-javaagent:" + other, "-Xmx256m"));
    Differences found = new Differences();
    int index = 0;
    for (String client : CLIENTS.keySet()) {
      assertThat(ours.of(index)).as(client).hasSizeGreaterThan(20);
      found.addCalls(client, ours.of(index), theirs.of(index));
      index++;
    }
    found.addMetrics("rpc.", ours.metrics, theirs.metrics);
    found.addMetrics("http.client.", ours.metrics, theirs.metrics);

    assertThat(found.unlike(Differences.documented(DOCUMENT, "S3"))).isEmpty();
  }

  /** Each client's scenario in a request of its own; what is off by default is on. */
  private static Told run(Launch launch) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                .set("otel.semconv-stability.opt-in", "rpc")
                .set("otel.instrumentation.aws-sdk.experimental-span-attributes", "true")
                .start()) {
      int index = 0;
      for (String client : CLIENTS.values()) {
        String traceparent = "00-" + traceId(index++) + "-00f067aa0ba902b7-01";
        S3Calls.get(app, "/by/" + client, "traceparent", traceparent);
      }
      Await.until(TO_ARRIVE, () -> new Told(receiver.spans(), List.of()), Told::hasAll);
      app.stop();
      return new Told(receiver.spans(), receiver.metrics());
    }
  }

  private static String traceId(int index) {
    return String.format("c0a9a2ed%024x", index);
  }
}
