package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests that nobody means well: answered as without the agent, bounded, and no error. */
class HostileRequestsTest {

  private static final String HOST = "Host: localhost";
  private static final String LONG = "x".repeat(60_000);
  private static final Set<String> METHODS = Set.of("GET", "POST", "_OTHER");

  /** The requests by what they are. */
  private static Map<String, String> requests() {
    Map<String, String> requests = new LinkedHashMap<>();
    for (String value :
        List.of(
            "one\ttwo",
            "one\rX-Injected: yes",
            "one\nX-Injected: yes",
            "one\r\n folded: yes",
            "\"quotes\" and \\ and <tags>",
            "\u00c3\u00a9 and \u00ff\u00fe",
            "\u0000\u0001\u007f",
            "",
            LONG)) {
      add(requests, "header " + value, "GET /hello HTTP/1.1", HOST, "X-Tenant: " + value);
      add(requests, "agent " + value, "GET /hello HTTP/1.1", HOST, "User-Agent: " + value);
    }
    for (String host :
        List.of(
            "",
            "a b",
            "[::1",
            "[::1]:1:2",
            "localhost:99999999999",
            "localhost:-1",
            "localhost:",
            ":80",
            "<script>",
            "a..b",
            "\u00ff",
            LONG)) {
      add(requests, "host " + host, "GET /hello HTTP/1.1", "Host: " + host);
      add(requests, "X " + host, "GET /hello HTTP/1.1", HOST, "X-Forwarded-Host: " + host);
      add(requests, "for " + host, "GET /hello HTTP/1.1", HOST, "X-Forwarded-For: " + host);
      add(requests, "proto " + host, "GET /hello HTTP/1.1", HOST, "X-Forwarded-Proto: " + host);
      add(requests, "F " + host, "GET /hello HTTP/1.1", HOST, "Forwarded: host=\"" + host);
    }
    add(requests, "two hosts", "GET /hello HTTP/1.1", HOST, "Host: other");
    add(requests, "no host", "GET /hello HTTP/1.1");
    add(requests, "separators", "GET /hello HTTP/1.1", HOST, "Forwarded: " + ";,=\"".repeat(9_000));
    for (String target :
        List.of(
            "/a".repeat(10_000),
            "/".repeat(10_000),
            "/;a=b".repeat(1_000),
            "/" + LONG,
            "/%",
            "/%z",
            "/%zz",
            "/%00",
            "/%c0%af",
            "/%ff",
            "/hello%",
            "/hello?%",
            "/hello?%zz=%zz&sig=%",
            "/hello?" + "&".repeat(10_000),
            "/hello?" + "sig=1&".repeat(1_000),
            "/hello;jsessionid=",
            "/../../etc/passwd",
            "/hello#fragment",
            "/hello?a=\"<b>\u00ff",
            "hello",
            "*",
            "http://",
            "http://other/hello",
            "")) {
      add(requests, "target " + target, "GET " + target + " HTTP/1.1", HOST);
    }
    for (String method : List.of("BREW", "get", "G(T", "G\u00e4T", "PR I", "X".repeat(5_000), "")) {
      add(requests, "method " + method, method + " /hello HTTP/1.1", HOST);
    }
    for (String version : List.of("HTTP/9.9", "HTTP/1.1.1", "http/1.1", "FTP/1.0")) {
      add(requests, "version " + version, "GET /hello " + version, HOST);
    }
    add(requests, "length", "POST /echo HTTP/1.1", HOST, "Content-Length: 99999999999999999999");
    add(requests, "two lengths", "POST /echo HTTP/1.1", HOST, "Content-Length: 0,1");
    add(requests, "negative", "POST /echo HTTP/1.1", HOST, "Content-Length: -1");
    add(requests, "bad chunk", "POST /echo HTTP/1.1", HOST, "Transfer-Encoding: chunked", "", "zz");
    return requests;
  }

  private static void add(Map<String, String> requests, String name, String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add(1, "Connection: close");
    String label = name.length() > 50 ? name.substring(0, 50) + "…" : name;
    requests.put(label, String.join("\r\n", all) + "\r\n\r\n");
  }

  @OnEveryContainer
  void eachIsAnsweredAsEverAndLeavesNoError(Subject subject) throws Exception {
    Map<String, String> requests = requests();
    Map<String, String> expected;
    try (ChildJvm app = Launch.of(subject).withoutAgent().start()) {
      expected = answers(app, requests);
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.of(subject)
                .tracesTo(receiver)
                .set("sonde.http.server.exclude", "*a*a*a*a*b,/{x}/{y}/{z}/none")
                .set("sonde.sampling.routes", "/*/*/*/*/none=0.5")
                .set("sonde.http.server.capture-request-headers", "X-Tenant,Host,X-Injected")
                .set("sonde.http.server.capture-response-headers", "Content-Type,X-Injected")
                .start()) {
      answers(app, requests)
          .forEach((name, text) -> assertThat(text).as(name).isEqualTo(expected.get(name)));
      assertThat(app.get("/hello").body()).startsWith("hello");

      MetricsPage page =
          Await.until(app::metrics, now -> now.sum("http_server_active_requests") == 0);
      assertThat(page.sum("http_server_active_requests")).isZero();
      assertThat(page.sum("sonde_self_errors_total")).isZero();
      assertThat(page.samples(ChildJvm.REQUESTS))
          .allSatisfy(
              sample -> assertThat(METHODS).contains(sample.labels().get("http_request_method")));
      assertThat(page.text()).doesNotContain("xxxx", "/a/a", "BREW", "<script");
      app.stop();
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(app.agentLines("ERROR")).isEmpty();
      assertThat(receiver.spans())
          .hasSizeGreaterThan(10)
          .hasSize((int) page.sum(ChildJvm.REQUESTS))
          .allSatisfy(HostileRequestsTest::isBounded);
    }
  }

  private static Map<String, String> answers(ChildJvm app, Map<String, String> requests)
      throws Exception {
    Map<String, String> answers = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : requests.entrySet()) {
      answers.put(each.getKey(), RawHttp.answer(app.port(), each.getValue()).text());
    }
    return answers;
  }

  private static void isBounded(ReceivedSpan span) {
    assertThat(span.name()).hasSizeLessThan(100);
    span.attributes()
        .forEach(
            (name, value) -> assertThat(value.toString()).as(name).hasSizeLessThanOrEqualTo(4_200));
  }
}
