package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.boot.Context;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.BuildInfo;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

  @TempDir Path directory;

  @Test
  void scrapersGetOpenMetricsWithExemplarsAndBrowsersText() throws Exception {
    try (Served served = served()) {
      served
          .registry
          .histogram(Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", null, "200", null, null)
          .record(1_000_000, new Context(1, 2, 3, true, null, null), System.nanoTime());

      for (String accept :
          List.of(
              NegotiationTest.PROMETHEUS_2,
              NegotiationTest.PROMETHEUS_3,
              NegotiationTest.PROMETHEUS_3_WITH_PROTOBUF)) {
        HttpResponse<String> scraped = served.get("/metrics", "Accept", accept);
        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(header(scraped, "content-type"))
            .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        ParsedExposition parsed = ParsedExposition.of(scraped.body(), true);
        assertThat(parsed.value("target_info", "service_name", "shop")).isEqualTo(1);
        assertThat(scraped.body()).contains("trace_id=\"00000000000000010000000000000002\"");
      }

      HttpResponse<String> browsed = served.get("/metrics", "Accept", NegotiationTest.BROWSER);
      assertThat(header(browsed, "content-type"))
          .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      ParsedExposition.of(browsed.body(), false);
    }
  }

  @Test
  void aScrapeIsCountedAndMeasured() throws Exception {
    try (Served served = served()) {
      int size = served.get("/metrics").body().length();
      ParsedExposition second = ParsedExposition.of(served.get("/metrics").body(), false);

      assertThat(second.value("sonde_self_scrapes_total", "sonde_scrape_format", "text"))
          .isEqualTo(1);
      assertThat(second.value("sonde_self_scrape_duration_seconds_count")).isEqualTo(1);
      assertThat(second.value("sonde_self_scrape_size_bytes_sum")).isEqualTo(size);
    }
  }

  @Test
  void theBodyIsCompressedForWhoAsks() throws Exception {
    try (Served served = served()) {
      HttpResponse<byte[]> response = served.getBytes("/metrics", "Accept-Encoding", "gzip");

      assertThat(header(response, "content-encoding")).isEqualTo("gzip");
      ParsedExposition.of(Served.unzipped(response.body()), false);
    }
  }

  @Test
  void aLargeBodyArrivesWhole() throws Exception {
    try (Served served = served()) {
      fill(served, 3000);
      ParsedExposition.Family plain = requests(served.get("/metrics").body());
      HttpResponse<byte[]> zipped = served.getBytes("/metrics", "Accept-Encoding", "gzip");

      assertThat(plain.samples).hasSize(3000 * 19);
      assertThat(requests(Served.unzipped(zipped.body())).samples).hasSize(3000 * 19);
      assertThat(header(zipped, "transfer-encoding")).isEqualTo("chunked");
      String old = served.raw("GET /metrics HTTP/1.0\r\n\r\n");
      assertThat(old).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("chunked");
      assertThat(requests(old.substring(old.indexOf("\r\n\r\n") + 4)).samples).hasSize(3000 * 19);
    }
  }

  @Test
  void theNamedFamiliesAloneAreShown() throws Exception {
    try (Served served = served()) {
      served.registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "limit").add(1);
      served.registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", "http").add(1);

      String body =
          served
              .get(
                  "/metrics?a=b&name%5B%5D=sonde_self_%73pans_dropped_total"
                      + "&name%5B%5D=http_server_active_requests")
              .body();
      assertThat(ParsedExposition.of(body, false).families)
          .containsOnlyKeys("http_server_active_requests", "sonde_self_spans_dropped_total");
      assertThat(served.raw("GET /metrics?name[]=%zz&name[]=%1&name[]=none&& HTTP/1.1\r\n\r\n"))
          .contains("Content-Length: 0\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void healthAndReadinessHaveTheirPaths() throws Exception {
    try (Served served = served()) {
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(served.get("/-/ready").statusCode()).isEqualTo(503);
      served.endpoint.ready();
      assertThat(served.get("/-/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nothingElseIsAnswered() throws Exception {
    try (Served served = served()) {
      for (String path : List.of("/", "/metrics/", "/metric", "/-/", "/../metrics", "/-/quit")) {
        HttpResponse<String> response = served.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(404);
        assertThat(response.body()).isEqualTo("Not Found\n");
      }
    }
  }

  @Test
  void thePathIsAsConfigured() throws Exception {
    try (Served served =
        new Served(directory, Served.PATIENT, "sonde.prometheus.path", "actuator/prometheus")) {
      assertThat(served.endpoint.address()).endsWith("/actuator/prometheus");
      assertThat(served.get("/actuator/prometheus").statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO"})
  void aMethodThatDoesNotReadIsNotAllowed(String method) throws Exception {
    try (Served served = served()) {
      for (String path : List.of("/metrics", "/-/healthy")) {
        HttpResponse<String> response = served.send(method, path);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "allow")).isEqualTo("GET, HEAD");
      }
    }
  }

  @Test
  void headIsAnsweredWithoutABody() throws Exception {
    try (Served served = served()) {
      String response = served.raw("HEAD /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(response)
          .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4;")
          .endsWith("\r\n\r\n");
      assertThat(served.send("HEAD", "/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, 400",
    "GET /metrics, 400",
    "GET  /metrics HTTP/1.1, 400",
    "GET metrics HTTP/1.1, 400",
    "GET /metrics FTP/1.1, 400",
    "GET /metrics HTTP/2.0, 505",
    "PRI * HTTP/2.0, 400",
    "GET http://elsewhere/metrics HTTP/1.1, 200",
    "GET http://elsewhere HTTP/1.1, 404"
  })
  void aRequestLineIsReadByTheLetter(String line, int status) throws Exception {
    try (Served served = served()) {
      assertThat(served.raw(line + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @ParameterizedTest
  @CsvSource({"No-Colon", "': no name'", "' Folded: yes'", "'Space : before colon'"})
  void aHeaderIsReadByTheLetter(String header) throws Exception {
    try (Served served = served()) {
      assertThat(served.raw("GET /metrics HTTP/1.1\r\n" + header + "\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aRequestIsBounded() throws Exception {
    try (Served served = served()) {
      assertThat(served.raw("GET /metrics?" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 414 ");
      assertThat(served.raw("GET /metrics HTTP/1.1\r\nX-Much: " + "x".repeat(100_000) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431 ");
      assertThat(served.raw("GET /metrics HTTP/1.1\r\n" + "X-Many: x\r\n".repeat(10_000) + "\r\n"))
          .startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void aNameAndPasswordAreAskedForMetricsButNotForHealth() throws Exception {
    try (Served served =
        new Served(
            directory,
            Served.PATIENT,
            "sonde.prometheus.username",
            "scraper",
            "sonde.prometheus.password",
            "pässword:1")) {
      HttpResponse<String> refused = served.get("/metrics");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(header(refused, "www-authenticate"))
          .isEqualTo("Basic realm=\"metrics\", charset=\"UTF-8\"");
      assertThat(refused.body()).isEqualTo("Unauthorized\n");
      assertThat(status(served, basic("scraper", "pässword:2"))).isEqualTo(401);
      assertThat(status(served, basic("scraper", ""))).isEqualTo(401);
      assertThat(status(served, "Basic ")).isEqualTo(401);
      assertThat(status(served, "Basic")).isEqualTo(401);
      assertThat(status(served, "Bearer pässword")).isEqualTo(401);
      assertThat(status(served, basic("scraper", "pässword:1"))).isEqualTo(200);
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTokenAndANameAreEachEnough() throws Exception {
    try (Served served =
        new Served(
            directory,
            Served.PATIENT,
            "sonde.prometheus.token",
            "t0ken",
            "sonde.prometheus.username",
            "scraper",
            "sonde.prometheus.password",
            "secret")) {
      assertThat(header(served.get("/metrics"), "www-authenticate"))
          .contains("Basic realm=")
          .contains("Bearer realm=");
      assertThat(status(served, "bearer t0ken")).isEqualTo(200);
      assertThat(status(served, basic("scraper", "secret"))).isEqualTo(200);
      assertThat(status(served, "Bearer t0ke")).isEqualTo(401);
      assertThat(status(served, "Bearer t0kent0ken")).isEqualTo(401);
      assertThat(served.log()).isEmpty();
    }
  }

  @Test
  void aFailureInsideSaysNothingOutsideAndIsCounted() throws Exception {
    try (Served served = served()) {
      boolean[] fail = {true};
      served.registry.add(
          sink -> {
            if (fail[0]) {
              throw new AssertionError("a secret of the application");
            }
          });
      String response = served.raw("GET /metrics HTTP/1.1\r\n\r\n");
      assertThat(response).doesNotContain("secret").doesNotContain("200 OK");
      assertThat(served.stats.errors().get("prometheus").get(SelfStats.Phase.SCRAPE).sum())
          .isEqualTo(1);

      fail[0] = false;
      ParsedExposition parsed = ParsedExposition.of(served.get("/metrics").body(), false);
      assertThat(
              parsed.value(
                  "sonde_self_scrapes_total",
                  "sonde_scrape_format",
                  "text",
                  "error_type",
                  "internal"))
          .isEqualTo(1);
    }
  }

  @Test
  void promtoolFindsNothingToSayAboutEveryMetricOfTheCatalogue() throws Exception {
    File promtool = onPath("promtool");
    assumeTrue(promtool != null, "promtool is not on the PATH: the text is not checked by it.");
    try (Served served = served()) {
      served.registry.add(new BuildInfo("1.2.3", "abc"));
      served.registry.add(
          sink -> {
            for (Metric metric : Catalogue.all()) {
              if (metric.type() == Metric.Type.GAUGE
                  || metric.type() == Metric.Type.UP_DOWN_COUNTER) {
                sink.value(metric, 1.5, labelValues(metric));
              }
            }
          });
      for (Metric metric : Catalogue.all()) {
        if (metric.type() == Metric.Type.HISTOGRAM) {
          served.registry.histogram(metric, labelValues(metric)).record(5);
        } else if (metric.type() == Metric.Type.COUNTER) {
          served.registry.counter(metric, labelValues(metric)).add(5);
        }
      }
      Path text = directory.resolve("metrics.txt");
      Files.writeString(text, served.get("/metrics").body());
      ParsedExposition.of(
          served.get("/metrics", "Accept", NegotiationTest.PROMETHEUS_3).body(), true);
      Process process =
          new ProcessBuilder(promtool.getPath(), "check", "metrics")
              .redirectInput(text.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(said.lines())
          .as("gauges that the conventions name so")
          .allMatch(line -> line.matches("\\w+_count non-histogram and non-summary .*\"_count\".*"))
          .hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void theAddressIsThatOfTheOpenPort() throws Exception {
    Served served = served();
    String address = served.endpoint.address();
    assertThat(address).matches("127\\.0\\.0\\.1:[1-9][0-9]*/metrics");
    served.close();
    assertThat(served.endpoint.address()).isNull();
  }

  @Test
  void stopFreesPortAndThreads() throws Exception {
    Served served = served();
    assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
    int port = served.port();
    served.close();

    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    Await.until(
        "the threads have ended",
        () -> Served.threads("sonde-scrape") + Served.threads("sonde-metrics") == 0);
    served.endpoint.stop();
  }

  @Test
  void anIdleEndpointIsOneThread() throws Exception {
    try (Served served = served()) {
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      Await.until("the scraping thread has ended", () -> Served.threads("sonde-scrape") == 0);
      assertThat(Served.threads("sonde-metrics")).isEqualTo(1);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("sonde-")) {
          assertThat(thread.isDaemon()).isTrue();
          assertThat(thread.getContextClassLoader()).isNull();
        }
      }
    }
  }

  @Test
  void aPortThatIsTakenIsServedWhenItIsFreed() throws Exception {
    ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    try (Served served =
        new Served(
            directory,
            Served.PATIENT,
            "sonde.prometheus.port",
            Integer.toString(other.getLocalPort()))) {
      assertThat(served.endpoint.address()).isNull();
      assertThat(served.log()).hasSize(1).first().asString().contains(" WARN ", "127.0.0.1");

      other.close();
      Await.until("the port is open", () -> served.endpoint.address() != null);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      Await.until("it is said", () -> served.log().size() == 2);
      assertThat(served.log().get(1)).contains(" INFO ", served.endpoint.address());
    } finally {
      other.close();
    }
  }

  @Test
  void aHostThatIsNotKnownIsOneLine() throws Exception {
    try (Served served =
        new Served(directory, Served.PATIENT, "sonde.prometheus.host", "no.such.host.invalid")) {
      assertThat(served.endpoint.address()).isNull();
      assertThat(served.log())
          .hasSize(1)
          .first()
          .asString()
          .contains("no.such.host.invalid", "the host is not known");
    }
  }

  private static @Nullable File onPath(String program) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      File file = new File(directory, program);
      if (file.canExecute()) {
        return file;
      }
    }
    return null;
  }

  private Served served() {
    return new Served(directory, Served.PATIENT);
  }

  static void fill(Served served, int series) {
    for (int i = 0; i < series; i++) {
      served
          .registry
          .histogram(
              Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", "/" + i, "200", null, null)
          .record(i);
    }
  }

  private static ParsedExposition.Family requests(String text) {
    // The full check of each line against all others takes too long for so many.
    ParsedExposition.Family family = new ParsedExposition.Family("requests");
    for (String line : text.split("\n")) {
      if (line.startsWith("http_server_request_duration_seconds")) {
        family.samples.add(new ParsedExposition.Sample(line, null, 0, null));
      }
    }
    return family;
  }

  private static @Nullable String[] labelValues(Metric metric) {
    String[] values = new String[metric.labels().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = "value" + i;
    }
    return values;
  }

  private static int status(Served served, String authorization) throws Exception {
    return served.get("/metrics", "Authorization", authorization).statusCode();
  }

  private static String basic(String username, String password) {
    byte[] bytes = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
