package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Undertow's own handlers, without a servlet: in its threads and in others. */
class UndertowHandlersTest {

  private static final String TRACE = "7a".repeat(15);
  private static final int BODY = 10_000;
  private static final String IN_FLIGHT = "http_server_active_requests";

  private static final List<SiteRequest> REQUESTS =
      List.of(
          SiteRequest.get("/plain").route(null).seen("plain"),
          SiteRequest.of("POST", "/blocking").body(BODY).seen("blocking"),
          SiteRequest.get("/dispatched").route(null).seen("dispatched"),
          SiteRequest.get("/executor").route(null).seen("executor"),
          SiteRequest.get("/worker").route(null).seen("worker"),
          SiteRequest.get("/routed/users/42").route("/routed/users/{id}").seen("routed"),
          SiteRequest.get("/throw").route(null).answers(500).fails(IllegalStateException.class),
          SiteRequest.get("/no/such").route(null).answers(404));

  /** The older version on its oldest JDK, the newer one on its newest. */
  static Stream<Subject> undertows() {
    List<Subject> older = of(App.UNDERTOW_22);
    List<Subject> newer = of(App.UNDERTOW_23);
    return Stream.concat(
        older.stream().limit(1), newer.stream().skip(Math.max(0, newer.size() - 1)));
  }

  private static List<Subject> of(App app) {
    return Subject.containers().filter(subject -> subject.app() == app).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("undertows")
  void exchangesAreEachMeasured(Subject subject) throws Exception {
    Launch launch =
        Launch.java(
                subject.jdk(),
                "-cp",
                subject.app().jar().toString(),
                "dev.sonde.smoke.app.HandlersApp")
            .set("site.seen", "true");
    if (subject.jdk().feature() > 8) {
      // The application looks into its threads.
      launch.jvm("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch.tracesTo(receiver).start()) {
      // The upgrade to HTTP/2 is the first request of its connection.
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (int i = 0; i < REQUESTS.size(); i++) {
          SiteRequest request = REQUESTS.get(i);
          HttpResponse<String> answer =
              client.send(request(app, request, trace(version, i)), BodyHandlers.ofString());
          assertThat(answer.statusCode()).as("%s", request).isEqualTo(request.status());
          assertThat(answer.version()).isEqualTo(version);
          for (String place : request.places()) {
            String seen = "SEEN " + place + ' ' + trace(version, i);
            assertThat(app.stdout().await(seen::equals, Await.USUAL)).as(seen).isPresent();
          }
        }
      }

      int count = REQUESTS.size() * HttpClient.Version.values().length;
      assertThat(app.counted(count)).isEqualTo(count);
      MetricsPage page = app.metrics();
      assertThat(page.sum(IN_FLIGHT)).isZero();
      assertThat(page.sum("http_server_request_body_size_bytes_sum")).isEqualTo(2 * BODY);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_route", "/routed/users/{id}")).isEqualTo(2);
      assertThat(page.sum(ChildJvm.REQUESTS, "error_type", "java.lang.IllegalStateException"))
          .isEqualTo(2);
      assertThat(Await.until(() -> app.get("/leftovers").body(), "[]"::equals)).isEqualTo("[]");

      app.stop();
      for (HttpClient.Version version : HttpClient.Version.values()) {
        for (int i = 0; i < REQUESTS.size(); i++) {
          check(receiver.spans(), REQUESTS.get(i), trace(version, i), version);
        }
      }
    }
  }

  private static void check(
      List<ReceivedSpan> spans, SiteRequest request, String trace, HttpClient.Version version) {
    assertThat(spans)
        .filteredOn(span -> span.traceId().equals(trace))
        .as("%s by %s", request, version)
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.name()).isEqualTo(request.spanName());
              assertThat(span.attribute("http.route")).isEqualTo(request.route());
              assertThat(span.attribute("url.path")).isEqualTo(request.target());
              assertThat(span.attribute("error.type")).isEqualTo(request.error());
              assertThat(span.attribute("http.response.status_code"))
                  .isEqualTo((long) request.status());
              assertThat(span.attribute("network.protocol.version"))
                  .isEqualTo(version == HttpClient.Version.HTTP_2 ? "2" : "1.1");
            });
  }

  private static String trace(HttpClient.Version version, int index) {
    return TRACE + String.format(Locale.ROOT, "%x%x", version.ordinal() + 1, index);
  }

  private static HttpRequest request(ChildJvm app, SiteRequest request, String trace) {
    HttpRequest.BodyPublisher body =
        request.requestBytes() < 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("b".repeat((int) request.requestBytes()));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + request.target()))
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .method(request.method(), body)
        .timeout(Await.USUAL)
        .build();
  }
}
