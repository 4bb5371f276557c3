package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What connections do to requests: they stay open, break, and carry many. */
class ConnectionsTest {

  private static final String IN_FLIGHT = "http_server_active_requests";
  private static final String TRACE = "c0".repeat(15);
  private static final int EARLY = 30;
  private static final int FIRST_EARLY = 0x80;

  private static Launch launch(Subject subject) {
    Launch launch = Launch.of(subject).set("site.seen", "true");
    if (subject.jdk().feature() > 8) {
      // The site looks into its threads.
      launch.jvm("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
    return launch;
  }

  private static String traceparent(int index) {
    return "00-" + traceId(index) + "-00f067aa0ba902b7-01";
  }

  private static String traceId(int index) {
    return TRACE + String.format(Locale.ROOT, "%02x", index);
  }

  private static RawConnection open(ChildJvm app, int index, String target) throws Exception {
    return RawHttp.open(app.port(), SiteRequest.get(target).bytes(traceparent(index)));
  }

  private static void assertInFlight(ChildJvm app, double expected) {
    assertThat(Await.until(() -> app.metrics().sum(IN_FLIGHT), value -> value == expected))
        .as("requests in flight")
        .isEqualTo(expected);
  }

  private static void assertNothingLeftOnThreads(ChildJvm app) {
    assertThat(Await.until(() -> app.get("/leftovers").body().trim(), "[]"::equals))
        .as("threads that still have a context")
        .isEqualTo("[]");
  }

  /** The class of the exception that the container gave to the application. */
  private static String thrown(ChildJvm app, String place) throws Exception {
    String start = "THROWN " + place + ' ';
    return app.stdout()
        .await(line -> line.startsWith(start), Await.USUAL)
        .orElseThrow(() -> new AssertionError("nothing was thrown in " + place))
        .substring(start.length());
  }

  @OnEveryContainer
  void aResponseIsInFlightUntilItIsOver(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(subject).tracesTo(receiver).start()) {
      try (RawConnection events = open(app, 1, "/async/events?name=a").await("data: 1");
          RawConnection download = open(app, 2, "/download?name=b").await("begin")) {
        assertInFlight(app, 2);
        app.get("/let-go?name=a");
        events.await("data: 2");
        assertInFlight(app, 1);
        app.get("/let-go?name=b");
        download.await("end");
        assertInFlight(app, 0);
      }
      assertNothingLeftOnThreads(app);
      app.stop();
      assertThat(receiver.spans())
          .filteredOn(span -> span.traceId().startsWith(TRACE))
          .extracting(ReceivedSpan::name)
          .containsExactly("GET /async/events", "GET /download");
    }
  }

  @OnEveryContainer
  void aClientThatGoesAwayFailsItsRequest(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(subject).tracesTo(receiver).start()) {
      open(app, 1, "/endless").await("\r\n\r\n").close();
      String thrown = thrown(app, "endless");
      open(app, 2, "/async/endless").await("\r\n\r\n").close();
      String thrownAsync = thrown(app, "async endless");
      open(app, 3, "/async/events?name=gone").await("data: 1").close();
      app.get("/let-go?name=gone");
      assertInFlight(app, 0);
      assertNothingLeftOnThreads(app);

      app.stop();
      Map<String, ReceivedSpan> spans =
          receiver.spans().stream()
              .filter(span -> span.traceId().startsWith(TRACE))
              .collect(Collectors.toMap(ReceivedSpan::traceId, span -> span));
      assertThat(spans).hasSize(3);
      assertThat(spans.values())
          .extracting(span -> span.attribute("http.response.status_code"))
          .containsOnly(200L);
      assertThat(spans.get(traceId(1)).attribute("error.type")).isEqualTo(thrown);
      // The container's own one may be what the application's was made of.
      assertThat(spans.get(traceId(2)).attribute("error.type"))
          .isIn(thrownAsync, "java.io.IOException", "java.net.SocketException");
    }
  }

  @OnEveryContainer
  void pipelinedRequestsAreEachMeasured(Subject subject) throws Exception {
    int requests = 400;
    String[] paths = {"/hello", "/async/pool", "/async/at-once", "/context/hello"};
    try (ChildJvm app = launch(subject).start()) {
      RawHttp.pipeline(app.port(), requests, i -> paths[i % paths.length]);

      assertThat(app.counted(requests)).isEqualTo(requests);
      for (String path : paths) {
        assertThat(app.metrics().sum(ChildJvm.REQUESTS, "http_route", path))
            .as(path)
            .isEqualTo(requests / paths.length);
      }
      assertInFlight(app, 0);
      assertNothingLeftOnThreads(app);
    }
  }

  @OnEveryContainer
  void streamsOfHttp2AreEachMeasured(Subject subject) throws Exception {
    assumeTrue(subject.app().has(App.Lack.HTTP_2), "no HTTP/2");
    List<SiteRequest> requests =
        List.of(
            SiteRequest.get("/hello").seen("servlet"),
            SiteRequest.of("POST", "/echo").route("/echo").body(10_000),
            SiteRequest.get("/bytes?count=2500"),
            SiteRequest.of("HEAD", "/hello").route("/hello").seen("servlet"),
            SiteRequest.get("/nothing").route("/*").answers(404),
            SiteRequest.get("/throw").answers(500).fails(IllegalStateException.class),
            SiteRequest.get("/async/pool").seen("pool"),
            SiteRequest.get("/async/dispatch").seen("servlet"),
            SiteRequest.of("POST", "/async/echo").route("/async/echo").body(10_000));
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(subject).tracesTo(receiver).start()) {
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        SiteRequest request = requests.get(i);
        HttpResponse<byte[]> answer =
            client.send(http2(app, request, i), BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(request.status());
        sizes.add(answer.body().length);
      }
      SiteRequest cancelled = SiteRequest.get("/async/events?name=h2");
      InputStream events =
          client.send(http2(app, cancelled, requests.size()), BodyHandlers.ofInputStream()).body();
      assertThat(events.read()).isEqualTo('d');
      assertInFlight(app, 1);
      events.close();
      app.get("/let-go?name=h2");

      // With the cancelled one and the one that let it go.
      int count = requests.size() + 2;
      assertThat(app.counted(count)).isEqualTo(count);
      assertInFlight(app, 0);
      MetricsPage page = app.metrics();
      for (int i = 0; i < requests.size(); i++) {
        String route = requests.get(i).route();
        assertThat(route).isNotNull();
        if (!route.equals("/hello")) {
          assertThat(
                  page.sum(
                      "http_server_response_body_size_bytes_sum",
                      "http_route",
                      route,
                      "network_protocol_version",
                      "2"))
              .as(route)
              .isEqualTo((double) sizes.get(i));
        }
      }
      assertThat(page.sum("http_server_request_body_size_bytes_sum")).isEqualTo(20_000);
      assertCancelledEarlyEnd(app);
      assertNothingLeftOnThreads(app);
      assertInFlight(app, 0);
      app.stop();
      checkStreams(subject.app(), receiver.spans(), requests);
      assertThat(receiver.spans())
          .filteredOn(span -> span.traceId().startsWith(TRACE))
          .extracting(ReceivedSpan::traceId)
          .doesNotHaveDuplicates();
    }
  }

  /** Whether a container begins with a stream that is cancelled at once, only it knows. */
  private static void assertCancelledEarlyEnd(ChildJvm app) throws Exception {
    String cancel = RawHttp2.reset(1, RawHttp2.CANCEL);
    List<RawConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < EARLY; i++) {
        String request =
            RawHttp2.request(1, "GET", "/async/events?name=early", traceparent(FIRST_EARLY + i));
        RawConnection connection =
            RawHttp2.open(app.port(), i % 2 == 0 ? request : request + cancel);
        connections.add(connection);
        connection.send(cancel);
      }
      app.get("/let-go?name=early");
      assertInFlight(app, 0);
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static HttpRequest http2(ChildJvm app, SiteRequest request, int index) {
    HttpRequest.BodyPublisher body =
        request.requestBytes() < 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("b".repeat((int) request.requestBytes()));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + request.target()))
        .header("traceparent", traceparent(index))
        .method(request.method(), body)
        .timeout(Await.USUAL)
        .build();
  }

  private static void checkStreams(App app, List<ReceivedSpan> spans, List<SiteRequest> requests) {
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      String trace = traceId(i);
      String version = i == 0 && !app.has(App.Lack.HTTP_2_UPGRADE) ? "1.1" : "2";
      assertThat(spans)
          .filteredOn(span -> span.traceId().equals(trace))
          .as("%s", request)
          .singleElement()
          .satisfies(
              span -> {
                assertThat(span.name()).isEqualTo(request.spanName());
                assertThat(span.attribute("network.protocol.version")).isEqualTo(version);
                assertThat(span.attribute("http.response.status_code"))
                    .isEqualTo((long) request.status());
                assertThat(span.attribute("error.type")).isEqualTo(request.error());
                assertThat(span.attribute("server.address")).isEqualTo("127.0.0.1");
                assertThat(span.attribute("url.scheme")).isEqualTo("http");
              });
    }
  }
}
