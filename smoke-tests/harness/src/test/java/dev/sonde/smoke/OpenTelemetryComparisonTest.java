package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same requests with this agent and with the OpenTelemetry agent. */
class OpenTelemetryComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);

  /** Two that differ most; each further one costs the other agent's start. */
  private static final List<App> APPS = List.of(App.TOMCAT_10, App.UNDERTOW_23);

  /** Of their answers Undertow sends now all and now the head. */
  private static final Set<String> ANSWERED_BY_CHANCE =
      Set.of("GET /async/throw []", "GET /async/dispatch-to-error []");

  /** A request, and what it is called in the document. */
  private record Kind(String name, Sender sender) {

    static Kind of(SiteRequest request) {
      String line = request.toString().replace(" []", "");
      return new Kind(
          request.status() == 200 ? line : line + " (" + request.status() + ')',
          (port, traceparent) -> RawHttp.answer(port, request.bytes(traceparent)));
    }
  }

  private interface Sender {
    void send(int port, String traceparent) throws IOException, InterruptedException;
  }

  /** What came over OTLP from one run. */
  private record Told(List<ReceivedSpan> spans, List<Metric> metrics) {

    List<ReceivedSpan> of(int index) {
      return spans.stream().filter(span -> span.traceId().equals(traceId(index))).toList();
    }

    boolean hasAll(int count) {
      return spans.stream()
              .filter(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER)
              .map(ReceivedSpan::traceId)
              .distinct()
              .count()
          >= count;
    }
  }

  @Test
  void whatOnlyTheOtherTellsIsDocumentedWithItsReason() throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    Differences found = new Differences();
    for (App app : APPS) {
      Subject subject = new Subject(app, Jdk.own());
      List<Kind> kinds = kinds(app);
      Told ours = run(Launch.of(subject), kinds);
      Told theirs =
          run(Launch.of(subject).withoutAgent().jvm("-javaagent:" + other, "-Xmx256m"), kinds);
      for (int i = 0; i < kinds.size(); i++) {
        found.addSpans(kinds.get(i).name, ours.of(i), theirs.of(i));
      }
      found.addMetrics("http.server.", ours.metrics, theirs.metrics);
      found.addResource(ours.spans.get(0), theirs.spans.get(0));
    }

    assertThat(found.unlike(Differences.documented(DOCUMENT, "HTTP servers"))).isEmpty();
  }

  private static List<Kind> kinds(App app) {
    List<Kind> kinds = new ArrayList<>();
    Stream.concat(
            ScenarioTest.requests(app).stream()
                .filter(request -> !ANSWERED_BY_CHANCE.contains(request.toString())),
            Stream.of(
                SiteRequest.get("/hello;jsessionid=0123456789ABCDEF"),
                SiteRequest.get("/api/caf%C3%A9%20au%20lait?sig=s3cret"),
                SiteRequest.get("http://shop.example:81/hello").host("shop.example:81"),
                SiteRequest.get("/hello").header("X-Tenant: one").header("X-Tenant: two"),
                SiteRequest.get("/hello").header("Forwarded: for=192.0.2.7;proto=https;host=a.b"),
                SiteRequest.get("/hello")
                    .header("X-Forwarded-For: 192.0.2.7, 10.0.0.1")
                    .header("X-Forwarded-Proto: https")
                    .header("X-Forwarded-Host: shop.example:8443"),
                SiteRequest.of("OPTIONS", "/hello"),
                SiteRequest.of("BREW", "/hello").answers(501)))
        .map(Kind::of)
        .forEach(kinds::add);
    kinds.add(new Kind("client gone", OpenTelemetryComparisonTest::breakOff));
    if (app.has(App.Lack.HTTP_2)) {
      kinds.add(new Kind("HTTP/2", OpenTelemetryComparisonTest::overHttp2));
    }
    return kinds;
  }

  private static void breakOff(int port, String traceparent) throws IOException {
    String request = SiteRequest.get("/endless").bytes(traceparent);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().read();
    }
  }

  private static void overHttp2(int port, String traceparent)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hello"))
            .timeout(Await.USUAL)
            .header("traceparent", traceparent)
            .build();
    HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_2)
        .build()
        .send(request, BodyHandlers.discarding());
  }

  /** Both agents understand the names; what is off by default is on. */
  private static Told run(Launch launch, List<Kind> kinds) throws Exception {
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
      for (int i = 0; i < kinds.size(); i++) {
        kinds.get(i).sender.send(app.port(), "00-" + traceId(i) + "-00f067aa0ba902b7-01");
      }
      Await.until(
          TO_ARRIVE,
          () -> new Told(receiver.spans(), List.of()),
          told -> told.hasAll(kinds.size()));
      app.stop();
      return new Told(receiver.spans(), receiver.metrics());
    }
  }

  private static String traceId(int index) {
    return String.format("c0a9a2ed%024x", index);
  }
}
