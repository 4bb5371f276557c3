package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.smoke.Framework.Lack;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The route is the template of the handler that a framework leads a request to. */
class RoutesTest {

  /** A request and what is known of it; the fields are empty where nothing is. */
  private record Case(String method, String path, String route, int status, String errorType) {

    Case(String path, String route, int status, String errorType) {
      this("GET", path, route, status, errorType);
    }

    Case(String path, String route, int status) {
      this(path, route, status, "");
    }

    String[] labels() {
      List<String> labels =
          new ArrayList<>(
              List.of(
                  "http_request_method",
                  method,
                  "url_scheme",
                  "http",
                  "network_protocol_version",
                  "1.1",
                  "http_response_status_code",
                  Integer.toString(status)));
      if (!route.isEmpty()) {
        labels.addAll(List.of("http_route", route));
      }
      if (!errorType.isEmpty()) {
        labels.addAll(List.of("error_type", errorType));
      }
      return labels.toArray(new String[0]);
    }

    String spanName() {
      return route.isEmpty() ? method : method + ' ' + route;
    }
  }

  private static final String THROWN = "java.lang.IllegalStateException";
  private static final String ORDERS = "dev.sonde.smoke.boot.OrderController$";

  private static final List<Case> SPRING_MVC =
      List.of(
          new Case("/shop/orders/7", "/shop/orders/{id}", 200),
          new Case("/shop/orders/7/lines/3", "/shop/orders/{id}/lines/{line}", 200),
          new Case("/shop/orders/numbered/42", "/shop/orders/numbered/{number}", 200),
          new Case("/shop/orders/7/fail", "/shop/orders/{id}/fail", 500, THROWN),
          new Case("/shop/orders/7/break", "/shop/orders/{id}/break", 500, ORDERS + "BrokenError"),
          new Case("/shop/orders/7/missing", "/shop/orders/{id}/missing", 404),
          new Case(
              "/shop/orders/7/closed", "/shop/orders/{id}/closed", 503, ORDERS + "ClosedException"),
          new Case("/shop/orders/7/callable", "/shop/orders/{id}/callable", 200),
          new Case("/shop/orders/7/callable/fail", "/shop/orders/{id}/callable/fail", 500, THROWN),
          new Case("/shop/orders/7/deferred", "/shop/orders/{id}/deferred", 200),
          new Case("/shop/orders/7/future", "/shop/orders/{id}/future", 200),
          new Case("/shop/orders/7/events", "/shop/orders/{id}/events", 200),
          new Case("/shop/functional/x", "/shop/functional/{name}", 200),
          new Case("/shop/flat/x", "/shop/flat/{name}", 200),
          new Case("/shop/gone/y", "/shop/gone/{what}", 410),
          new Case("/shop/newest", "/shop/newest", 200),
          new Case("POST", "/shop/orders/8", "/shop/*", 405, ""),
          new Case("/shop/style.css", "/shop/**", 200),
          new Case("/shop/nothing/here", "/shop/**", 404),
          new Case("/elsewhere", "", 404));

  private static List<Case> belowTheServletsPath(Framework framework) {
    return List.of(
        new Case("/api/orders/7", "/api/orders/{id}", 200),
        new Case("/api/orders/numbered/42", "/api/orders/numbered/{number}", 200),
        new Case("/api/flat/x", "/api/flat/{name}", 200),
        new Case("/api/gone/y", "/api/gone/{what}", 410),
        new Case("/api/style.css", "/api/**", 200),
        new Case("/elsewhere", framework.has(Lack.NO_SERVLET) ? "" : "/*", 404));
  }

  private static List<Case> jaxRsCases(Framework framework) {
    List<Case> cases =
        new ArrayList<>(
            List.of(
                new Case("/shop/api/orders", "/shop/api/orders", 200),
                new Case("/shop/api/orders/7", "/shop/api/orders/{id}", 200),
                new Case("/shop/api/orders/numbered/42", "/shop/api/orders/numbered/{number}", 200),
                new Case("/shop/api/orders/7/lines", "/shop/api/orders/{id}/lines", 200),
                new Case("/shop/api/orders/7/lines/3", "/shop/api/orders/{id}/lines/{line}", 200),
                new Case(
                    "/shop/api/orders/7/lines/3/parts/x",
                    "/shop/api/orders/{id}/lines/{line}/parts/{part}",
                    200),
                new Case("/shop/api/orders/7/fail", "/shop/api/orders/{id}/fail", 500, THROWN),
                new Case("/shop/api/orders/7/missing", "/shop/api/orders/{id}/missing", 404),
                new Case(
                    "/shop/api/orders/7/closed",
                    "/shop/api/orders/{id}/closed",
                    503,
                    "dev.sonde.smoke.jaxrs.Shop$ClosedException"),
                new Case("/shop/api/orders/7/later", "/shop/api/orders/{id}/later", 200),
                new Case("POST", "/shop/api/orders/8", "/shop/api/*", 405, ""),
                new Case("/shop/api/nothing/here", "/shop/api/*", 404),
                new Case("/shop/newest", "/shop/newest", 200),
                new Case("/shop/nothing/here", "/shop/*", 404)));
    if (framework.isJersey()) {
      cases.add(new Case("/shop/filtered/orders/7", "/shop/filtered/orders/{id}", 200));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.sonde.smoke.Framework#springBoot")
  void springMvc(Framework framework) throws Exception {
    check(framework.onOldestJdk(), SPRING_MVC);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.sonde.smoke.Framework#springBoot")
  void springMvcBelowTheServletsPathWithTheOldMatcher(Framework framework) throws Exception {
    check(
        framework
            .onOldestJdk()
            .set("server.servlet.context-path", "")
            .set("spring.mvc.servlet.path", "/api")
            .set("spring.mvc.pathmatch.matching-strategy", "ant_path_matcher"),
        belowTheServletsPath(framework));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.sonde.smoke.Framework#springBoot")
  void springMvcThatMatchesWholePaths(Framework framework) throws Exception {
    check(
        framework
            .onOldestJdk()
            .set("shop.whole-paths", "true")
            .set("spring.mvc.servlet.path", "/api")
            .set("spring.mvc.pathmatch.matching-strategy", "ant_path_matcher"),
        List.of(new Case("/shop/api/whole/7", "/shop/api/whole/{id}", 200)));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.sonde.smoke.Framework#jaxRs")
  void jaxRs(Framework framework) throws Exception {
    check(framework.onOldestJdk(), jaxRsCases(framework));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.sonde.smoke.Framework#springBoot")
  void springMvcWithoutSampling(Framework framework) throws Exception {
    checkUnsampled(framework, SPRING_MVC);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.sonde.smoke.Framework#jaxRs")
  void jaxRsWithoutSampling(Framework framework) throws Exception {
    checkUnsampled(framework, jaxRsCases(framework));
  }

  private static void checkUnsampled(Framework framework, List<Case> cases) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            framework
                .onNewestJdk()
                .tracesTo(receiver)
                .set("sonde.traces.sampler", "always_off")
                .start()) {
      request(app, cases);
      checkCounts(app, cases);
      app.stop();
      assertThat(receiver.spans()).isEmpty();
    }
  }

  private static void check(Launch launch, List<Case> cases) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch.tracesTo(receiver).start()) {
      request(app, cases);
      checkCounts(app, cases);

      receiver.awaitSpans(cases.size());
      app.stop();
      List<ReceivedSpan> spans = receiver.spans();
      assertThat(spans).hasSize(cases.size());
      assertThat(spans).extracting(ReceivedSpan::parentId).containsOnly("");
      for (Case each : cases) {
        assertThat(spans)
            .filteredOn(span -> each.path.equals(span.attribute("url.path")))
            .singleElement()
            .satisfies(span -> checkSpan(span, each));
      }
    }
  }

  private static void request(ChildJvm app, List<Case> cases) throws Exception {
    for (Case each : cases) {
      assertThat(app.request(each.method, each.path).statusCode())
          .as(each.path)
          .isEqualTo(each.status);
    }
  }

  private static void checkCounts(ChildJvm app, List<Case> cases) {
    assertThat(app.counted(cases.size())).isEqualTo(cases.size());
    MetricsPage page = Await.until(app::metrics, any -> true);
    for (Case each : cases) {
      long same =
          cases.stream()
              .filter(other -> List.of(other.labels()).equals(List.of(each.labels())))
              .count();
      assertThat(page.value(ChildJvm.REQUESTS, each.labels()))
          .as(each.path + "\n" + page.text())
          .isEqualTo(same);
    }
  }

  private static void checkSpan(ReceivedSpan span, Case of) {
    assertThat(span.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.name()).isEqualTo(of.spanName());
    assertThat(span.attribute("http.route")).isEqualTo(of.route.isEmpty() ? null : of.route);
    assertThat(span.attribute("http.response.status_code")).isEqualTo((long) of.status);
    assertThat(span.attribute("error.type"))
        .isEqualTo(of.errorType.isEmpty() ? null : of.errorType);
    assertThat(span.span().getEventsList())
        .as("events of %s", of.path)
        .hasSize(of.errorType.isEmpty() ? 0 : 1);
  }
}
