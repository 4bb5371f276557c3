package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the properties of HTTP servers do, and what a bad value of them does not. */
class HttpServerPropertiesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";

  @OnEveryVersion
  void theyDecideWhatIsMeasuredAndTold(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.of(subject)
                .tracesTo(receiver)
                .set("site.seen", "true")
                .set("sonde.http.server.exclude", "/chain,*.do,/api/{id}/health")
                .set("sonde.sampling.routes", "/context/*=0,/*=1")
                .set("sonde.http.server.capture-request-headers", "X-Tenant,Accept,User-Agent")
                .set("sonde.http.server.capture-response-headers", "Content-Type")
                .set("sonde.http.server.trace-header", "X-Trace-Id")
                .set("sonde.http.server.trust-forwarded", "false")
                .set("sonde.http.server.body-sizes", "true")
                .set("sonde.http.sensitive-query-parameters", "token")
                .set("sonde.http.known-methods", "GET,PURGE")
                .start()) {
      int port = app.port();
      answer(port, SiteRequest.get("/chain"), 200);
      answer(port, SiteRequest.get("/orders/list.do"), 200);
      answer(port, SiteRequest.get("/api/42/health?a=b"), 200);
      answer(port, SiteRequest.get("/api/42/7/health"), 200);
      RawHttp.answer(port, SiteRequest.get("/context/hello").bytes("none"));
      HttpAnswer hello = RawHttp.answer(port, SiteRequest.get("/hello").bytes("none"));
      SiteRequest captured =
          SiteRequest.of("POST", "/echo?Token=s3cret&page=2&signature=plain")
              .body(3)
              .header("X-Tenant: one")
              .header("X-Tenant: two")
              .header("X-Forwarded-For: 192.0.2.7")
              .header("X-Forwarded-Proto: https")
              .header("X-Forwarded-Host: shop.example");
      answer(port, captured, 200);
      RawHttp.answer(port, SiteRequest.of("PURGE", "/hello").bytes(SAMPLED));
      assertThat(RawHttp.answer(port, SiteRequest.get("/context/none").bytes("none")).text())
          .as("an error page of the container's")
          .contains("\r\nX-Trace-Id: ");
      assertThat(RawHttp.answer(port, SiteRequest.of("PURGE", "/throw").bytes(SAMPLED)).text())
          .as("the page of a failure")
          .contains("\r\nX-Trace-Id: " + TRACE + "\r\n");

      app.counted(7);
      MetricsPage page = app.metrics();
      assertThat(page.sum(ChildJvm.REQUESTS)).isEqualTo(7);
      assertThat(page.sum(ChildJvm.REQUESTS, "url_scheme", "http")).isEqualTo(7);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_route", "/context/hello")).isEqualTo(1);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_request_method", "GET")).isEqualTo(4);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_request_method", "PURGE")).isEqualTo(2);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_request_method", "_OTHER")).isEqualTo(1);
      assertThat(page.sum("http_server_active_requests")).isZero();

      receiver.awaitSpans(5);
      app.stop();
      List<ReceivedSpan> spans = receiver.spans();
      assertThat(spans)
          .extracting(ReceivedSpan::name)
          .containsExactlyInAnyOrder(
              "GET /api/*", "GET /hello", "HTTP /echo", "PURGE /hello", "PURGE /throw");
      ReceivedSpan plain = named(spans, "GET /hello");
      assertThat(hello.text()).contains("\r\nX-Trace-Id: " + plain.traceId() + "\r\n");
      assertThat(named(spans, "HTTP /echo").attributes())
          .containsEntry("http.request.header.x-tenant", List.of("one", "two"))
          .containsEntry("http.request.header.user-agent", List.of("scenario"))
          .containsEntry("user_agent.original", "scenario")
          .containsEntry("http.request.method", "_OTHER")
          .containsEntry("http.request.method_original", "POST")
          .containsEntry("http.request.body.size", 3L)
          .containsEntry("http.response.body.size", 3L)
          .containsEntry("url.query", "Token=REDACTED&page=2&signature=plain")
          .containsEntry("url.scheme", "http")
          .containsEntry("client.address", "127.0.0.1")
          .containsEntry("server.address", "localhost")
          .doesNotContainKey("http.request.header.accept");
      assertThat(plain.attribute("http.response.header.content-type").toString())
          .startsWith("[text/plain");
      assertThat(app.stdout().lines())
          .as("the trace goes on through an excluded request")
          .contains("SEEN filter " + TRACE);
    }
  }

  @OnEveryContainer
  void withoutThemProxiesAreTrustedAndNothingIsAddedButTemplates(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(subject).tracesTo(receiver).start()) {
      SiteRequest forwarded =
          SiteRequest.get("/hello")
              .header("X-Forwarded-For: 192.0.2.7, 10.0.0.1")
              .header("X-Forwarded-Proto: https")
              .header("X-Forwarded-Host: shop.example:8443")
              .header("X-Tenant: one");
      HttpAnswer hello = RawHttp.answer(app.port(), forwarded.bytes(SAMPLED));
      List<ReceivedSpan> spans = receiver.awaitSpans(1);
      assertThat(hello.text()).doesNotContain(TRACE);
      assertThat(spans.get(0).attributes())
          .containsEntry("url.scheme", "https")
          .containsEntry("client.address", "192.0.2.7")
          .containsEntry("network.peer.address", "127.0.0.1")
          .containsEntry("server.address", "shop.example")
          .containsEntry("server.port", 8443L)
          .doesNotContainKeys(
              "http.request.header.x-tenant", "http.request.body.size", "url.template");

      assumeTrue(subject.app().has(App.Lack.OTHER_HOST), "no host without a context");
      SiteRequest unrouted =
          SiteRequest.of("GET", "/orders/42?sig=s3cret").host("nowhere.test").answers(404);
      answer(app.port(), unrouted, 404);

      assertThat(receiver.awaitSpans(2).get(1).attributes())
          .containsEntry("url.template", "/orders/{number}")
          .containsEntry("url.query", "sig=REDACTED")
          .doesNotContainKey("http.route");
    }
  }

  @Test
  void templatesOfPathsCanBeSwitchedOff() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.usual()
                .tracesTo(receiver)
                .set("sonde.http.server.url-template", "false")
                .start()) {
      RawHttp.answer(app.port(), SiteRequest.of("GET", "/orders/42/%zz").bytes(SAMPLED));

      assertThat(receiver.awaitSpans(1).get(0).attributes())
          .containsEntry("url.path", "/orders/42/%zz")
          .doesNotContainKey("url.template");
    }
  }

  @Test
  void aBadValueIsOneLineAndTheDefaultHolds() throws Exception {
    Map<String, String> bad =
        Map.of(
            "sonde.http.server.exclude", "hello",
            "sonde.sampling.routes", "/hello=none",
            "sonde.http.server.capture-request-headers", "X Tenant",
            "sonde.http.server.capture-response-headers", "Content Type",
            "sonde.http.server.trace-header", "Content-Length",
            "sonde.http.server.trust-forwarded", "sometimes",
            "sonde.http.server.url-template", "{id}",
            "sonde.http.server.body-sizes", "big",
            "sonde.http.known-methods", "GET POST");
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Launch launch = Launch.usual().tracesTo(receiver);
      bad.forEach(launch::set);
      try (ChildJvm app = launch.start()) {
        assertThat(app.request("POST", "/hello").body()).isEqualTo("hello\n");

        assertThat(app.counted(1)).isEqualTo(1);
        assertThat(app.metrics().sum(ChildJvm.REQUESTS, "http_request_method", "POST")).isOne();
        receiver.awaitSpans(1);
        bad.forEach(
            (name, value) ->
                assertThat(app.agentLines("WARN"))
                    .filteredOn(line -> line.contains(name))
                    .singleElement()
                    .asString()
                    .contains("is used"));
        assertThat(app.agentLines("WARN")).hasSize(bad.size());
      }
    }
  }

  private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private static void answer(int port, SiteRequest request, int status) throws Exception {
    assertThat(RawHttp.answer(port, request.bytes(SAMPLED)).status())
        .as("%s", request)
        .isEqualTo(status);
  }
}
