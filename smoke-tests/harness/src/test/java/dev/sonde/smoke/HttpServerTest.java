package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpServerTest {

  /** A request and what is known of it; the fields are empty where nothing is. */
  private record Case(String path, String route, int status, String errorType) {

    String[] labels() {
      return new String[] {
        "http_request_method",
        "GET",
        "url_scheme",
        "http",
        "network_protocol_version",
        "1.1",
        "http_response_status_code",
        Integer.toString(status),
        "http_route",
        route,
        "error_type",
        errorType,
      };
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("/hello", "/hello", 200, ""),
          new Case("/api/users/42?page=2", "/api/*", 200, ""),
          new Case("/orders/list.do", "/*.do", 200, ""),
          new Case("/context/hello", "/context/hello", 200, ""),
          new Case("/status?code=204", "/status", 204, ""),
          new Case("/status?code=404", "/status", 404, ""),
          new Case("/status?code=503", "/status", 503, "503"),
          new Case("/sendError?code=403", "/sendError", 403, ""),
          new Case("/sendError?code=500", "/sendError", 500, "500"),
          new Case("/throw", "/throw", 500, "java.lang.IllegalStateException"),
          new Case("/forward", "/forward", 200, ""),
          new Case("/include", "/include", 200, ""),
          new Case("/nothing/here", "/*", 404, ""));

  @OnEverySubject
  void eachRequestIsOneCountAndOneSpanAndAnExceptionIsItsEvent(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(subject).tracesTo(receiver).start()) {
      for (Case each : CASES) {
        assertThat(app.get(each.path).statusCode()).as(each.path).isEqualTo(each.status);
      }

      Case last = CASES.get(CASES.size() - 1);
      MetricsPage page = app.metricsWith(1, ChildJvm.REQUESTS, present(last.labels()));
      for (Case each : CASES) {
        assertThat(page.value(ChildJvm.REQUESTS, present(each.labels())))
            .as(each.path)
            .isEqualTo(1);
      }
      assertThat(page.sum(ChildJvm.REQUESTS)).isEqualTo(CASES.size());
      assertThat(page.samples(ChildJvm.REQUESTS)).hasSize(CASES.size());

      receiver.awaitSpans(CASES.size());
      app.stop();
      List<ReceivedSpan> spans = receiver.spans();
      assertThat(spans).hasSize(CASES.size());
      assertThat(spans).extracting(ReceivedSpan::traceId).doesNotHaveDuplicates();
      assertThat(spans).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
      for (int i = 0; i < spans.size(); i++) {
        check(spans.get(i), CASES.get(i), app.port());
      }
      assertThat(spans)
          .filteredOn(span -> "/throw".equals(span.attribute("url.path")))
          .singleElement()
          .satisfies(span -> checkException(span.span()));
    }
  }

  /** The order of the spans is the order of the requests, which came one after the other. */
  private static void check(ReceivedSpan span, Case of, int port) {
    String path = of.path.replaceFirst("\\?.*", "");
    assertThat(span.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.parentId()).isEmpty();
    assertThat(span.name()).isEqualTo(of.route.isEmpty() ? "GET" : "GET " + of.route);
    assertThat(span.span().getStartTimeUnixNano()).isPositive();
    assertThat(span.span().getEndTimeUnixNano())
        .isGreaterThanOrEqualTo(span.span().getStartTimeUnixNano());
    assertThat(span.attributes())
        .as(of.path)
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.response.status_code", (long) of.status)
        .containsEntry("url.scheme", "http")
        .containsEntry("url.path", path)
        .containsEntry("network.protocol.version", "1.1")
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("server.port", (long) port)
        .containsEntry("network.peer.address", "127.0.0.1")
        .containsKey("network.peer.port")
        .containsKey("user_agent.original");
    assertThat(span.attribute("http.route")).isEqualTo(of.route.isEmpty() ? null : of.route);
    assertThat(span.attribute("error.type"))
        .isEqualTo(of.errorType.isEmpty() ? null : of.errorType);
    if (of.path.contains("?")) {
      assertThat(span.attribute("url.query")).isEqualTo(of.path.replaceFirst("[^?]*\\?", ""));
    }
    assertThat(span.span().getStatus().getCode())
        .as(of.path)
        .isEqualTo(
            of.status < 500
                ? Status.StatusCode.STATUS_CODE_UNSET
                : Status.StatusCode.STATUS_CODE_ERROR);
  }

  /** The pairs whose value is not empty. */
  private static String[] present(String... labels) {
    List<String> present = new java.util.ArrayList<>();
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].isEmpty()) {
        present.add(labels[i]);
        present.add(labels[i + 1]);
      }
    }
    return present.toArray(new String[0]);
  }

  /** The exception of {@code /throw} is an event of its span. */
  private static void checkException(Span span) {
    assertThat(span.getEventsList())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getName()).isEqualTo("exception");
              assertThat(ReceivedSpan.attributes(event.getAttributesList()))
                  .containsEntry("exception.type", "java.lang.IllegalStateException")
                  .containsEntry("exception.message", "thrown by the application")
                  .hasEntrySatisfying(
                      "exception.stacktrace",
                      trace ->
                          assertThat(trace.toString())
                              .startsWith(
                                  "java.lang.IllegalStateException: thrown by the application")
                              .contains("dev.sonde.smoke.app.AnsweringServlet.doGet")
                              .doesNotContain("dev.sonde.boot"));
            });
  }

  @Test
  void methodsOutsideTheStandardAreOneLabel() throws Exception {
    try (ChildJvm app = Launch.usual().start()) {
      app.request("POST", "/hello");
      app.request("PURGE", "/hello");
      app.request("BREW", "/hello");

      assertThat(app.counted(3)).isEqualTo(3);
      MetricsPage page = app.metrics();
      assertThat(page.sum(ChildJvm.REQUESTS, "http_request_method", "POST")).isEqualTo(1);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_request_method", "_OTHER")).isEqualTo(2);
      assertThat(page.text()).doesNotContain("PURGE").doesNotContain("BREW");
    }
  }

  @Test
  void distinctPathsAreOneSeries() throws Exception {
    int paths = 100_000;
    try (ChildJvm app = Launch.usual().start()) {
      RawHttp.pipeline(app.port(), paths, i -> "/no/such/path/" + i);

      assertThat(app.counted(paths)).isEqualTo(paths);
      MetricsPage page = app.metrics();
      assertThat(page.samples(ChildJvm.REQUESTS)).hasSize(1);
      assertThat(page.text()).doesNotContain("/no/such");
    }
  }

  @Test
  void theResourceNamesTheServiceAndTheJvm() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.usual()
                .tracesTo(receiver)
                .set("otel.service.name", "the-shop")
                .set("otel.resource.attributes", "deployment.environment.name=test")
                .start()) {
      app.get("/hello");

      assertThat(receiver.awaitSpans(1).get(0).resource())
          .containsEntry("service.name", "the-shop")
          .containsEntry("deployment.environment.name", "test")
          .containsEntry("process.pid", app.pid())
          .containsKeys(
              "service.instance.id",
              "host.name",
              "os.type",
              "process.runtime.name",
              "process.runtime.version",
              "telemetry.distro.name",
              "telemetry.distro.version",
              "telemetry.sdk.language");
      List<MetricsPage.Sample> info = app.metrics().samples("target_info");
      assertThat(info).singleElement();
      assertThat(info.get(0).labels())
          .containsEntry("service_name", "the-shop")
          .containsEntry("deployment_environment_name", "test");
    }
  }
}
