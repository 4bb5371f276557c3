package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with each version of each HTTP client, all in one JVM, which serves the requests,
 * too: the application sees what it sees without the agent, and each request that leaves is one
 * span, whose child is the span of the server.
 */
class HttpClientTest {

  /** The clients by the least Java that they need: class and version. */
  private static final Map<String, Integer> CLIENTS = clients();

  private static final String SECRET = "hunter2";
  private static final String DURATIONS = "http_client_request_duration_seconds_count";

  @TempDir static Path directory;
  private static Path keys;

  private static Map<String, Integer> clients() {
    Map<String, Integer> clients = new LinkedHashMap<>();
    clients.put("url.UrlClient/jdk", 8);
    clients.put("jdk.JavaClient/jdk", 11);
    clients.put("spring.SpringClient/5.3", 8);
    clients.put("apache4.OldApache4Client/4.0.1", 8);
    clients.put("apache4.Apache4Client/4.3.6", 8);
    clients.put("apache4.Apache4Client/4.5.14", 8);
    clients.put("apache4.OldApache4Client/4.5.14", 8);
    clients.put("apache4.Apache4AsyncClient/4.5.14", 8);
    clients.put("apache5.Apache5Client/5.0.4", 8);
    clients.put("apache5.Apache5AsyncClient/5.0.4", 8);
    clients.put("apache5.Apache5Client/5.6.4", 8);
    clients.put("apache5.Apache5AsyncClient/5.6.4", 8);
    clients.put("reactor.ReactorClient/0.9.25", 8);
    clients.put("reactor.ReactorClient/1.0.48", 8);
    clients.put("reactor.ReactorClient/1.3.7", 8);
    clients.put("webclient.SpringWebClient/5.3", 8);
    clients.put("webclient.SpringWebClient/7.0", 17);
    clients.put("okhttp.OkClient/3.4.2", 8);
    clients.put("okhttp.OkClient/3.12.13", 8);
    clients.put("okhttp.OkClient/3.14.9", 8);
    clients.put("okhttp.OkClient/4.12.0", 8);
    clients.put("okhttp.OkClient/5.3.2", 8);
    return clients;
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = HttpClients.makeKeys(directory);
  }

  static Stream<Jdk> jdks() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(Jdk.own(), Jdk.of(8), Jdk.of(25))
        .filter(jdk -> ("HTTP clients on " + jdk).contains(only));
  }

  /** On the newest Java its own clients alone: it is they that differ. */
  private static List<String> clients(Jdk jdk) {
    return CLIENTS.keySet().stream()
        .filter(client -> CLIENTS.get(client) <= jdk.feature())
        .filter(client -> jdk.feature() < 25 || client.endsWith("/jdk"))
        .toList();
  }

  @ParameterizedTest(name = "on {0}")
  @MethodSource("jdks")
  void eachRequestThatLeavesIsOneSpanAndTheApplicationSeesNothing(Jdk jdk) throws Exception {
    Map<String, List<String>> expected;
    try (ChildJvm app = HttpClients.launch(jdk, keys).withoutAgent().start()) {
      expected = outputs(jdk, app);
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            HttpClients.launch(jdk, keys)
                .tracesTo(receiver)
                .set("sonde.http.client.body-sizes", "true")
                .set("sonde.http.client.capture-request-headers", "User-Agent")
                .set("sonde.http.client.capture-response-headers", "Location")
                .start()) {
      Map<String, List<String>> outputs = outputs(jdk, app);
      MetricsPage page =
          Await.until(app::metrics, each -> each.sum("http_client_active_requests") == 0);
      app.stop();
      SoftAssertions softly = new SoftAssertions();
      Map<String, Long> all = new TreeMap<>();
      for (String client : expected.keySet()) {
        softly.assertThat(outputs.get(client)).as(client).isEqualTo(expected.get(client));
        softly.assertThat(expected.get(client)).as(client).noneMatch(isUnexpected());
        softly.assertThat(expected.get(client)).as(client).hasSizeGreaterThan(20);
        Map<String, Long> ledger = ledger(expected.get(client));
        assertSpans(softly, client, ledger, receiver.spans());
        ledger.forEach((key, count) -> all.merge(withoutResends(key), count, Long::sum));
      }
      softly
          .assertThat(receiver.spans())
          .as("the application's own header is replaced")
          .noneMatch(span -> span.traceId().startsWith("11111111"));
      assertMetrics(softly, all, page);
      assertNoSecrets(softly, page, receiver.spans());
      softly.assertThat(app.agentLines("WARN")).isEmpty();
      softly.assertThat(app.agentLines("ERROR")).isEmpty();
      softly.assertAll();
    }
  }

  @Test
  void aBodyOfAnyLengthPassesThroughASmallHeap() throws Exception {
    long length = 5L << 29; // More than an int can count.
    long shorter = 1L << 28;
    try (ChildJvm app =
        HttpClients.launch(Jdk.own(), keys)
            .jvm("-Xmx64m")
            .set("sonde.http.client.body-sizes", "true")
            .set("sonde.traces.exporter", "none")
            .start()) {
      assertThat(app.get("/by/url.UrlClient/jdk?drain=" + length).body()).isEqualTo("" + length);
      assertThat(app.get("/by/reactor.ReactorClient/1.0.48?drain=" + shorter).body())
          .isEqualTo("" + shorter);
      MetricsPage page = app.metrics();
      assertThat(page.sum("http_client_response_body_size_bytes_sum")).isEqualTo(length + shorter);
      assertThat(page.sum("http_client_active_requests")).isZero();
      app.stop();
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(app.agentLines("ERROR")).isEmpty();
    }
  }

  /** What is no part of the scenario. */
  private static Predicate<String> isUnexpected() {
    return line -> line.contains("NoSuchMethod") || line.contains("Error ");
  }

  /** What the scenario prints, by client. */
  private static Map<String, List<String>> outputs(Jdk jdk, ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String client : clients(jdk)) {
      List<String> lines = app.get("/by/" + client).body().lines().toList();
      outputs.put(client, lines.stream().map(HttpClientTest::withoutPorts).toList());
    }
    return outputs;
  }

  private static String withoutPorts(String line) {
    return line.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1");
  }

  private static void assertSpans(
      SoftAssertions softly, String client, Map<String, Long> ledger, List<ReceivedSpan> spans) {
    ReceivedSpan request = request("/by/" + client, spans);
    Map<String, Long> counts = new TreeMap<>();
    Set<String> sent =
        spans.stream()
            .filter(span -> span.parentId().equals(request.spanId()))
            .map(ReceivedSpan::spanId)
            .collect(Collectors.toSet());
    long answered = 0;
    for (ReceivedSpan span : spans) {
      if (sent.contains(span.spanId())) {
        assertForm(softly, client, span);
        counts.merge(key(span), 1L, Long::sum);
      } else if (sent.contains(span.parentId())) {
        answered++;
        softly.assertThat(span.kind()).as(client).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        softly.assertThat(span.traceId()).as(client).isEqualTo(request.traceId());
        softly.assertThat((String) span.attribute("url.path")).as(client).startsWith("/target/");
      }
    }
    softly.assertThat(counts).as("spans of " + client).isEqualTo(ledger);
    long templates =
        spans.stream()
            .filter(span -> sent.contains(span.spanId()))
            .filter(span -> span.attributes().containsKey("url.template"))
            .count();
    softly.assertThat(templates).as(client).isEqualTo(templates(client));
    long overHttp2 =
        spans.stream()
            .filter(span -> sent.contains(span.spanId()))
            .filter(span -> "2".equals(span.attribute("network.protocol.version")))
            .count();
    softly.assertThat(overHttp2).as("over HTTP/2 by " + client).isEqualTo(timesOverHttp2(client));
  }

  /** How many requests the scenario sends over HTTP/2, for what a client alone can do. */
  private static int timesOverHttp2(String client) {
    if (client.startsWith("jdk.")) {
      return 2;
    }
    if (client.endsWith("/3.4.2") || client.endsWith("/0.9.25")) {
      return 0;
    }
    return client.startsWith("okhttp.") || client.startsWith("reactor.") ? 1 : 0;
  }

  /** How often Spring or Retrofit tells what a URL is made of. */
  private static int templates(String client) {
    if (client.startsWith("spring.") || client.startsWith("webclient.")) {
      return 1;
    }
    return client.equals("okhttp.OkClient/3.12.13") || client.equals("okhttp.OkClient/4.12.0")
        ? 2
        : 0;
  }

  private static String key(ReceivedSpan span) {
    Object status = span.attribute("http.response.status_code");
    Object resends = span.attribute("http.request.resend_count");
    String method = (String) span.attribute("http.request.method");
    return method
        + '|'
        + (status == null ? without(span.attribute("error.type")) : status)
        + '|'
        + (resends == null ? 0 : resends);
  }

  /** What is told in the place of the status of a request without a response. */
  private static String without(Object errorType) {
    return errorType == null ? "cancelled" : "failed";
  }

  private static String withoutResends(String key) {
    return key.substring(0, key.lastIndexOf('|'));
  }

  private static void assertForm(SoftAssertions softly, String client, ReceivedSpan span) {
    String what = client + ' ' + span.name() + span.attributes();
    Map<String, Object> attributes = span.attributes();
    Long status = (Long) attributes.get("http.response.status_code");
    softly.assertThat(span.kind()).as(what).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    Object template = attributes.get("url.template");
    softly
        .assertThat(span.name())
        .as(what)
        .isEqualTo(
            attributes.get("http.request.method") + (template == null ? "" : " /target/{what}"));
    softly.assertThat(attributes.get("server.address")).as(what).isEqualTo("127.0.0.1");
    softly.assertThat(attributes).as(what).containsKey("server.port");
    softly
        .assertThat((String) attributes.get("url.full"))
        .as(what)
        .matches(
            "(https?|ws)://(REDACTED:REDACTED@)?127\\.0\\.0\\.1:"
                + attributes.get("server.port")
                + "/.*");
    if (status == null) {
      Object error = attributes.get("error.type");
      softly.assertThat(error == null ? "Exception" : error.toString()).contains("Exception");
      return;
    }
    if (!client.startsWith("apache4.Apache4Async")) {
      softly.assertThat(attributes.get("network.peer.address")).as(what).isEqualTo("127.0.0.1");
      softly
          .assertThat(attributes.get("network.peer.port"))
          .as(what)
          .isEqualTo(attributes.get("server.port"));
    }
    softly
        .assertThat((String) attributes.get("network.protocol.version"))
        .as(what)
        .matches(timesOverHttp2(client) > 0 ? "1.1|2" : "1.1");
    softly
        .assertThat(attributes.get("error.type"))
        .as(what)
        .isEqualTo(status >= 400 ? status.toString() : null);
    if (status == 302) {
      softly.assertThat(attributes).as(what).containsKey("http.response.header.location");
    }
  }

  private static ReceivedSpan request(String path, List<ReceivedSpan> spans) {
    List<ReceivedSpan> requests =
        spans.stream().filter(span -> path.equals(span.attribute("url.path"))).toList();
    assertThat(requests).as(path).hasSize(1);
    return requests.get(0);
  }

  private static void assertMetrics(
      SoftAssertions softly, Map<String, Long> expected, MetricsPage page) {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(DURATIONS)) {
      String status = sample.labels().get("http_response_status_code");
      String told = status == null ? without(sample.labels().get("error_type")) : status;
      counts.merge(
          sample.labels().get("http_request_method") + '|' + told,
          (long) sample.value(),
          Long::sum);
    }
    softly.assertThat(counts).isEqualTo(expected);
    softly.assertThat(page.sum("http_client_active_requests")).isZero();
    softly.assertThat(page.sum("http_client_request_body_size_bytes_count")).isGreaterThan(1);
    softly.assertThat(page.sum("http_client_response_body_size_bytes_count")).isGreaterThan(1);
  }

  private static void assertNoSecrets(
      SoftAssertions softly, MetricsPage page, List<ReceivedSpan> spans) {
    Predicate<String> tells = text -> text.contains(SECRET);
    softly.assertThat(page.text().lines().filter(tells)).isEmpty();
    softly
        .assertThat(
            spans.stream()
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
                .map(span -> span.name() + span.attributes() + span.span().getEventsList())
                .filter(tells))
        .isEmpty();
  }

  private static Map<String, Long> ledger(List<String> output) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : output) {
      if (line.startsWith("SPAN ")) {
        counts.merge(line.substring("SPAN ".length()), 1L, Long::sum);
      }
    }
    return counts;
  }
}
