package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every kind of request is one span and one measurement, and nothing changes, on every container.
 */
class ScenarioTest {

  private static final String REQUEST_SIZE = "http_server_request_body_size_bytes";
  private static final String RESPONSE_SIZE = "http_server_response_body_size_bytes";
  private static final String IN_FLIGHT = "http_server_active_requests";
  private static final String APP = "dev.sonde.smoke.app.";
  private static final Class<? extends Throwable> THROWN = IllegalStateException.class;

  static List<SiteRequest> requests(App app) {
    List<SiteRequest> requests = new ArrayList<>();
    Stream.of(
            SiteRequest.get("/hello").seen("servlet"),
            SiteRequest.of("HEAD", "/hello").route("/hello").seen("servlet"),
            SiteRequest.get("/hello").version("1.0").seen("servlet"),
            SiteRequest.get("/api/users/42?page=2&size=3").route("/api/*"),
            SiteRequest.get("/orders/list.do").route("/*.do"),
            SiteRequest.get("/nothing/here").route("/*").answers(404),
            SiteRequest.get("/context/hello").seen("servlet"),
            SiteRequest.get("/status?code=204").answers(204),
            SiteRequest.get("/status?code=404").answers(404),
            SiteRequest.get("/status?code=503").answers(503),
            SiteRequest.get("/sendError?code=403").answers(403),
            SiteRequest.get("/sendError?code=500").answers(500),
            SiteRequest.get("/sendError?code=410").answers(410).seen("error page"),
            SiteRequest.get("/redirect").answers(302),
            SiteRequest.get("/throw").answers(500).fails(THROWN),
            SiteRequest.get("/fail").answers(500).fails(APP + "Failure").seen("error page"),
            SiteRequest.get("/forward").seen("servlet"),
            SiteRequest.get("/include").seen("servlet"),
            SiteRequest.get("/chain").seen("filter", "servlet"),
            SiteRequest.of("POST", "/echo").route("/echo").body(10_000),
            SiteRequest.of("POST", "/echo").route("/echo").chunked(3, 5_000),
            SiteRequest.of("POST", "/echo").route("/echo").body(0),
            SiteRequest.get("/bytes?count=2500"),
            SiteRequest.get("/async/complete").seen("servlet", "thread", "onComplete"),
            SiteRequest.get("/async/pool").seen("servlet", "pool"),
            SiteRequest.get("/async/at-once").seen("servlet"),
            SiteRequest.get("/async/later").seen("servlet", "clock"),
            SiteRequest.get("/async/start").seen("servlet", "started"),
            SiteRequest.get("/async/dispatch").seen("servlet", "onComplete"),
            SiteRequest.get("/async/dispatch-back").seen("servlet", "dispatched"),
            SiteRequest.get("/async/send-error").answers(418).seen("servlet"),
            SiteRequest.get("/async/timeout").answers(500).seen("servlet"),
            SiteRequest.get("/async/timeout-with-listener")
                .answers(503)
                .seen("servlet", "onTimeout", "onComplete"),
            SiteRequest.of("POST", "/async/echo")
                .route("/async/echo")
                .body(10_000)
                .seen("onDataAvailable", "onAllDataRead", "onWritePossible", "onComplete"),
            SiteRequest.of("POST", "/async/echo")
                .route("/async/echo")
                .chunked(5, 3_000)
                .seen("onDataAvailable", "onAllDataRead", "onWritePossible", "onComplete"))
        .forEach(requests::add);
    if (app.has(App.Lack.ASYNC_THROW)) {
      requests.add(
          SiteRequest.get("/async/throw")
              .answers(500)
              .fails(THROWN)
              .seen("servlet", "onError", "onComplete"));
    }
    SiteRequest failing = SiteRequest.get("/async/dispatch-to-error").answers(500).fails(THROWN);
    requests.add(
        app.has(App.Lack.DISPATCH_ERROR)
            ? failing.seen("servlet", "onError", "onComplete")
            : failing.seen("servlet", "onComplete"));
    if (app.has(App.Lack.NO_HOST)) {
      requests.add(SiteRequest.of("GET", "/hello").host("").answers(400));
    }
    if (app.has(App.Lack.BAD_PATH)) {
      requests.add(SiteRequest.of("GET", "/%zz").answers(400));
    }
    if (app.has(App.Lack.UPGRADE)) {
      requests.add(
          SiteRequest.get("/upgrade")
              .header("Upgrade: greeting")
              .header("Connection: Upgrade")
              .answers(101));
    }
    if (app.has(App.Lack.OTHER_HOST)) {
      String host = app.has(App.Lack.USUAL_PORT) ? "nowhere.test" : "nowhere.test:8080";
      requests.add(SiteRequest.of("GET", "/hello").host(host).answers(404));
    }
    return requests;
  }

  @OnEveryVersion
  void eachRequestIsOneSpanAndOneMeasurementAndIsAnsweredAsEver(Subject subject) throws Exception {
    List<SiteRequest> requests = requests(subject.app());
    List<HttpAnswer> expected;
    try (ChildJvm app = Launch.of(subject).withoutAgent().start()) {
      expected = answers(app, requests);
    }

    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(subject).tracesTo(receiver).set("site.seen", "true").start()) {
      List<HttpAnswer> answers = answers(app, requests);
      for (int i = 0; i < requests.size(); i++) {
        assertThat(comparable(answers.get(i)))
            .as("%s", requests.get(i))
            .isEqualTo(comparable(expected.get(i)));
      }

      app.counted(requests.size());
      checkMetrics(app.metrics(), requests, answers);
      app.stop();
      checkSpans(receiver.spans(), requests);
      checkContexts(app.stdout().lines(), requests);
    }
  }

  /** A worker's first task is run in another line than its next ones, and pages show the stack. */
  private static String comparable(HttpAnswer answer) {
    return answer.text().replaceAll("EnhancedQueueExecutor\\.java:\\d+", "EnhancedQueueExecutor");
  }

  private static List<HttpAnswer> answers(ChildJvm app, List<SiteRequest> requests)
      throws Exception {
    List<HttpAnswer> answers = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      HttpAnswer answer = RawHttp.answer(app.port(), request.bytes(traceparent(i)));
      assertThat(answer.status()).as("%s: %s", request, answer).isEqualTo(request.status());
      answers.add(answer);
    }
    return answers;
  }

  private static String traceparent(int index) {
    return "00-" + traceId(index) + '-' + parentId(index) + "-01";
  }

  private static String traceId(int index) {
    return "5ce0a410".repeat(3) + String.format("%08x", index);
  }

  private static String parentId(int index) {
    return "face" + String.format("%012x", index);
  }

  private static void checkMetrics(
      MetricsPage page, List<SiteRequest> requests, List<HttpAnswer> answers) {
    Map<Map<String, String>, Double> counts = new HashMap<>();
    Map<String, Double> requestBytes = new TreeMap<>();
    Map<String, Double> responseBytes = new TreeMap<>();
    int bodies = 0;
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      counts.merge(request.labels(), 1.0, Double::sum);
      if (request.requestBytes() >= 0) {
        bodies++;
        requestBytes.merge("" + request.route(), (double) request.requestBytes(), Double::sum);
      }
      double sent = request.status() == 101 ? 0 : answers.get(i).body().length();
      responseBytes.merge("" + request.route(), sent, Double::sum);
    }
    assertThat(
            page.samples(ChildJvm.REQUESTS).stream()
                .collect(Collectors.toMap(MetricsPage.Sample::labels, MetricsPage.Sample::value)))
        .containsExactlyInAnyOrderEntriesOf(counts);
    assertThat(byRoute(page, REQUEST_SIZE)).isEqualTo(requestBytes);
    assertThat(page.sum(REQUEST_SIZE + "_count")).isEqualTo(bodies);
    assertThat(byRoute(page, RESPONSE_SIZE)).isEqualTo(responseBytes);
    assertThat(page.sum(RESPONSE_SIZE + "_count")).isEqualTo(requests.size());
    assertThat(page.samples(IN_FLIGHT))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample.value()).as("%s", sample).isZero());
  }

  private static Map<String, Double> byRoute(MetricsPage page, String size) {
    return page.samples(size + "_sum").stream()
        .collect(
            Collectors.groupingBy(
                sample -> "" + sample.labels().get("http_route"),
                TreeMap::new,
                Collectors.summingDouble(MetricsPage.Sample::value)));
  }

  private static void checkSpans(List<ReceivedSpan> spans, List<SiteRequest> requests) {
    Map<String, List<ReceivedSpan>> byTrace =
        spans.stream().collect(Collectors.groupingBy(ReceivedSpan::traceId));
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      List<ReceivedSpan> ofTrace = byTrace.getOrDefault(traceId(i), List.of());
      assertThat(ofTrace).as("the spans of %s", request).hasSize(1);
      checkSpan(ofTrace.get(0), request, parentId(i));
    }
    assertThat(spans).hasSize(requests.size());
  }

  private static void checkSpan(ReceivedSpan span, SiteRequest request, String parentId) {
    assertThat(span.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.parentId()).as("%s", request).isEqualTo(parentId);
    assertThat(span.name()).as("%s", request).isEqualTo(request.spanName());
    Map<String, Object> attributes = new TreeMap<>(span.attributes());
    assertThat(attributes.remove("network.peer.port")).as("%s", request).isInstanceOf(Long.class);
    if (!request.hasHost()) {
      attributes.keySet().removeAll(List.of("server.address", "server.port"));
    }
    assertThat(attributes)
        .as("%s", request)
        .containsExactlyInAnyOrderEntriesOf(request.attributes());
    assertThat(span.span().getStatus().getCode())
        .as("%s", request)
        .isEqualTo(
            request.error() == null
                ? Status.StatusCode.STATUS_CODE_UNSET
                : Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.span().getEventsList())
        .as("the events of %s", request)
        .hasSize(request.isFailedByException() ? 1 : 0);
  }

  private static void checkContexts(List<String> stdout, List<SiteRequest> requests) {
    Map<String, Set<String>> places = new HashMap<>();
    for (String line : stdout) {
      if (line.startsWith("SEEN ")) {
        int space = line.lastIndexOf(' ');
        places
            .computeIfAbsent(line.substring(space + 1), trace -> new TreeSet<>())
            .add(line.substring("SEEN ".length(), space));
      }
    }
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      assertThat(places.getOrDefault(traceId(i), Set.of()))
          .as("where %s has its context", request)
          .isEqualTo(request.places());
    }
    assertThat(places.get("none")).as("places without a context").isNull();
  }
}
