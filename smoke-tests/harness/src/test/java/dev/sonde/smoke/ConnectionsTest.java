package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What connections do to requests: they stay open, break, and carry many. One application of each
 * container goes through all of it.
 */
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("dev.sonde.smoke.Subject#containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {

  private static final String IN_FLIGHT = "http_server_active_requests";

  /** What the traces of all requests of a test begin with. */
  private static final String OPEN = "0e".repeat(15);

  private static final String BROKEN = "b0".repeat(15);
  private static final String STREAMS = "c2".repeat(15);
  private static final String CANCELLED_EARLY = "ce".repeat(15);
  private static final int CANCELLED = 30;

  /** The size of an answer that the client could not read. */
  private static final int UNREAD = -1;

  @Parameter private Subject subject;
  private OtlpReceiver receiver;
  private ChildJvm app;

  /** How many requests the application has got. */
  private int sent;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    sent = 0;
    Launch launch = Launch.of(subject).set("site.seen", "true");
    if (subject.jdk().feature() > 8) {
      // The site looks into its threads.
      launch.jvm("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
    receiver = OtlpReceiver.start();
    app = launch.tracesTo(receiver).start();
  }

  /** What the tests have seen of the spans is all that there is. */
  @AfterParameterizedClassInvocation
  void endsWithOneSpanOfEachRequest() throws Exception {
    try (OtlpReceiver came = receiver;
        ChildJvm used = app) {
      settled();
      cancelEarly();
      assertNothingLeftOnThreads();
      assertInFlight(0); // A client has its answer before the container is done with the request.
      used.stop();
      assertThat(came.spans().stream().filter(span -> !isCancelledEarly(span))).hasSize(sent);
      assertThat(came.spans())
          .filteredOn(ConnectionsTest::isCancelledEarly)
          .hasSizeLessThanOrEqualTo(CANCELLED)
          .extracting(ReceivedSpan::traceId)
          .doesNotHaveDuplicates();
    }
  }

  private static boolean isCancelledEarly(ReceivedSpan span) {
    return span.traceId().startsWith(CANCELLED_EARLY);
  }

  /** Whether a container begins with a stream that is cancelled at once, only it knows. */
  private void cancelEarly() throws Exception {
    if (!subject.app().has(App.Lack.HTTP_2)) {
      return;
    }
    String cancel = RawHttp2.reset(1, RawHttp2.CANCEL);
    List<RawConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < CANCELLED; i++) {
        String request =
            RawHttp2.request(1, "GET", "/async/events?name=early", traceparent(CANCELLED_EARLY, i));
        RawConnection connection =
            RawHttp2.open(app.port(), i % 2 == 0 ? request : request + cancel);
        connections.add(connection);
        connection.send(cancel);
      }
      get("/let-go?name=early");
      assertInFlight(0);
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  /** The metrics as soon as all requests are counted. */
  private MetricsPage settled() throws Exception {
    assertThat(app.counted(sent)).isEqualTo(sent);
    return app.metrics();
  }

  private HttpResponse<String> get(String target) throws Exception {
    sent++;
    return app.get(target);
  }

  private static String traceparent(String trace, int index) {
    return "00-" + traceId(trace, index) + "-00f067aa0ba902b7-01";
  }

  private static String traceId(String trace, int index) {
    return trace + String.format(Locale.ROOT, "%02x", index);
  }

  private RawConnection open(String trace, int index, String target) throws Exception {
    sent++;
    return RawHttp.open(app.port(), SiteRequest.get(target).bytes(traceparent(trace, index)));
  }

  /** The spans of a test, as soon as there are so many. */
  private List<ReceivedSpan> spans(String trace, int count) {
    return Await.until(
        () -> receiver.spans().stream().filter(span -> span.traceId().startsWith(trace)).toList(),
        spans -> spans.size() >= count);
  }

  private void assertInFlight(double expected) {
    assertThat(Await.until(() -> app.metrics().sum(IN_FLIGHT), value -> value == expected))
        .as("requests in flight")
        .isEqualTo(expected);
  }

  private void assertNothingLeftOnThreads() {
    assertThat(Await.until(() -> get("/leftovers").body().trim(), "[]"::equals))
        .as("threads that still have a context")
        .isEqualTo("[]");
  }

  /** The class of the exception that the container gave to the application. */
  private String thrown(String place) throws Exception {
    String start = "THROWN " + place + ' ';
    return app.stdout()
        .await(line -> line.startsWith(start), Await.USUAL)
        .orElseThrow(() -> new AssertionError("nothing was thrown in " + place))
        .substring(start.length());
  }

  @Test
  void aResponseIsInFlightUntilItIsOver() throws Exception {
    try (RawConnection events = open(OPEN, 1, "/async/events?name=a").await("data: 1");
        RawConnection download = open(OPEN, 2, "/download?name=b").await("begin")) {
      assertInFlight(2);
      get("/let-go?name=a");
      events.await("data: 2");
      assertInFlight(1);
      get("/let-go?name=b");
      download.await("end");
      assertInFlight(0);
    }
    assertNothingLeftOnThreads();
    assertThat(spans(OPEN, 2))
        .extracting(ReceivedSpan::name)
        .containsExactly("GET /async/events", "GET /download");
  }

  @Test
  void aClientThatGoesAwayFailsItsRequest() throws Exception {
    open(BROKEN, 1, "/endless").await("\r\n\r\n").close();
    String thrown = thrown("endless");
    open(BROKEN, 2, "/async/endless").await("\r\n\r\n").close();
    String thrownAsync = thrown("async endless");
    open(BROKEN, 3, "/async/events?name=gone").await("data: 1").close();
    get("/let-go?name=gone");
    assertInFlight(0);
    assertNothingLeftOnThreads();

    Map<String, ReceivedSpan> spans =
        spans(BROKEN, 3).stream().collect(Collectors.toMap(ReceivedSpan::traceId, span -> span));
    assertThat(spans).hasSize(3);
    assertThat(spans.values())
        .extracting(span -> span.attribute("http.response.status_code"))
        .containsOnly(200L);
    assertThat(spans.get(traceId(BROKEN, 1)).attribute("error.type")).isEqualTo(thrown);
    // The container's own one may be what the application's was made of.
    assertThat(spans.get(traceId(BROKEN, 2)).attribute("error.type"))
        .isIn(thrownAsync, "java.io.IOException", "java.net.SocketException");
  }

  @Test
  void pipelinedRequestsAreEachMeasured() throws Exception {
    int requests = 400;
    String[] paths = {"/hello", "/async/pool", "/async/at-once", "/context/hello"};
    MetricsPage before = settled();
    sent += requests;
    RawHttp.pipeline(app.port(), requests, i -> paths[i % paths.length]);

    MetricsPage page = settled();
    for (String path : paths) {
      assertThat(ofRoute(page, path) - ofRoute(before, path))
          .as(path)
          .isEqualTo(requests / paths.length);
    }
    assertInFlight(0);
    assertNothingLeftOnThreads();
  }

  private static double ofRoute(MetricsPage page, String route) {
    return page.sum(ChildJvm.REQUESTS, "http_route", route);
  }

  @Test
  void streamsOfHttp2AreEachMeasured() throws Exception {
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
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      sizes.add(sizeOfAnswer(client, request, i));
    }
    int streams = requests.size();
    SiteRequest cancelled = SiteRequest.get("/async/events?name=h2");
    InputStream events =
        client.send(http2(cancelled, streams++), BodyHandlers.ofInputStream()).body();
    assertThat(events.read()).isEqualTo('d');
    assertInFlight(1);
    events.close();
    get("/let-go?name=h2");
    MetricsPage page = settled();
    assertInFlight(0);
    for (int i = 0; i < requests.size(); i++) {
      String route = requests.get(i).route();
      assertThat(route).isNotNull();
      if (!route.equals("/hello") && sizes.get(i) != UNREAD) {
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
    assertNothingLeftOnThreads();
    checkStreams(spans(STREAMS, streams), requests);
  }

  /** Sends a request, and tells how long the body of its answer is. */
  private int sizeOfAnswer(HttpClient client, SiteRequest request, int index) throws Exception {
    try {
      HttpResponse<byte[]> answer = client.send(http2(request, index), BodyHandlers.ofByteArray());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(request.status());
      return answer.body().length;
    } catch (IOException e) {
      // Jetty 12 resets the stream of a servlet that threw, with and without the agent, and now and
      // then before the client has read the answer. For the server it has been answered.
      if (request.error() == null || !String.valueOf(e.getMessage()).contains("RST_STREAM")) {
        throw new IOException("no answer to " + request, e);
      }
      return UNREAD;
    }
  }

  private HttpRequest http2(SiteRequest request, int index) {
    sent++;
    HttpRequest.BodyPublisher body =
        request.requestBytes() < 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("b".repeat((int) request.requestBytes()));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + request.target()))
        .header("traceparent", traceparent(STREAMS, index))
        .method(request.method(), body)
        .timeout(Await.USUAL)
        .build();
  }

  private void checkStreams(List<ReceivedSpan> spans, List<SiteRequest> requests) {
    for (int i = 0; i < requests.size(); i++) {
      SiteRequest request = requests.get(i);
      String trace = traceId(STREAMS, i);
      String version = i == 0 && !subject.app().has(App.Lack.HTTP_2_UPGRADE) ? "1.1" : "2";
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
