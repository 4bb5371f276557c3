package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same requests with this agent and with the OpenTelemetry agent. */
class OpenTelemetryComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(5);

  /** One of each container. */
  private static final List<App> APPS = List.of(App.TOMCAT_10);

  /** What came over OTLP from one run. */
  private record Told(List<ReceivedSpan> spans, List<Metric> metrics) {

    List<ReceivedSpan> of(ComparedRequest request) {
      return spans.stream().filter(span -> span.traceId().equals(request.traceId())).toList();
    }

    boolean hasAll() {
      return ComparedRequest.ALL.stream()
          .allMatch(
              request ->
                  of(request).stream()
                      .anyMatch(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER));
    }
  }

  @Test
  void whatIsOnlyInTheOtherIsDocumentedWithItsReason() throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    Differences found = new Differences();
    for (App app : APPS) {
      Subject subject = new Subject(app, Jdk.own());
      Told ours = run(Launch.of(subject));
      Told theirs = run(Launch.of(subject).withoutAgent().jvm("-javaagent:" + other, "-Xmx256m"));
      for (ComparedRequest request : ComparedRequest.ALL) {
        found.addSpans(request.name(), ours.of(request), theirs.of(request));
      }
      found.addMetrics(ours.metrics, theirs.metrics);
      found.addResource(ours.spans.get(0), theirs.spans.get(0));
    }

    assertThat(found.unlike(Differences.documented(DOCUMENT))).isEmpty();
  }

  /** Both agents understand the names; what is off by default is on. */
  private static Told run(Launch launch) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                .set("otel.service.name", "site")
                .set("otel.instrumentation.http.server.capture-request-headers", "X-Tenant")
                .set("otel.instrumentation.http.server.capture-response-headers", "Content-Type")
                .set("otel.instrumentation.http.server.emit-experimental-telemetry", "true")
                .set("otel.instrumentation.servlet.experimental-span-attributes", "true")
                .set("otel.instrumentation.servlet.experimental.capture-request-parameters", "page")
                .set(
                    "otel.instrumentation.common.experimental.controller-telemetry.enabled", "true")
                .set("otel.instrumentation.common.experimental.view-telemetry.enabled", "true")
                .start()) {
      for (ComparedRequest request : ComparedRequest.ALL) {
        send(request, app);
      }
      Await.until(TO_ARRIVE, () -> new Told(receiver.spans(), List.of()), Told::hasAll);
      app.stop();
      return new Told(receiver.spans(), receiver.metrics());
    }
  }

  private static void send(ComparedRequest request, ChildJvm app) throws InterruptedException {
    try {
      request.send(app.port());
    } catch (IOException e) {
      throw new AssertionError(request.name() + "\n" + app.stderr().lines(), e);
    }
  }
}
