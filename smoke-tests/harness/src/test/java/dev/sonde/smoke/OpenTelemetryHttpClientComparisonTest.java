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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same requests sent with this agent and with the OpenTelemetry agent. */
class OpenTelemetryHttpClientComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);

  /** The newest version of each client, by its name in the document. */
  private static final Map<String, String> CLIENTS =
      new TreeMap<>(
          Map.of(
              "HttpURLConnection", "url.UrlClient/jdk",
              "java.net.http", "jdk.JavaClient/jdk",
              "Apache 4", "apache4.Apache4Client/4.5.14",
              "Apache 4 async", "apache4.Apache4AsyncClient/4.5.14",
              "Apache 5", "apache5.Apache5Client/5.6.4",
              "Apache 5 async", "apache5.Apache5AsyncClient/5.6.4",
              "Reactor Netty", "reactor.ReactorClient/1.0.48",
              "WebClient", "webclient.SpringWebClient/5.3",
              "OkHttp", "okhttp.OkClient/4.12.0"));

  @TempDir Path directory;

  /** What came over OTLP from one run. */
  private record Told(List<ReceivedSpan> spans, List<Metric> metrics) {

    /** In the order in which they began: who ends a call of a client that has threads is chance. */
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
    Path keys = HttpClients.makeKeys(directory);
    Told ours = run(HttpClients.launch(Jdk.own(), keys));
    Told theirs =
        run(
            HttpClients.launch(Jdk.own(), keys)
                .withoutAgent()
                .jvm("-javaagent:" + other, "-Xmx256m"));
    Differences found = new Differences();
    int index = 0;
    for (String client : CLIENTS.keySet()) {
      assertThat(ours.of(index)).as(client).hasSizeGreaterThan(20);
      found.addCalls(client, ours.of(index), theirs.of(index));
      index++;
    }
    found.addMetrics("http.client.", ours.metrics, theirs.metrics);

    assertThat(found.unlike(Differences.documented(DOCUMENT, "HTTP clients"))).isEmpty();
  }

  /** Each client's scenario in a request of its own. */
  private static Told run(Launch launch) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                // Names are what spans are told from each other by, and those have others.
                .set("http.templates", "false")
                .start()) {
      int index = 0;
      for (String client : CLIENTS.values()) {
        String traceparent = "00-" + traceId(index++) + "-00f067aa0ba902b7-01";
        assertThat(app.get("/by/" + client, "traceparent", traceparent).body()).contains("SPAN ");
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
