package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections with TLS, whose version of HTTP is agreed upon while they begin. */
class TlsTest {

  private static final String PASSWORD = "changeit";
  private static final String TRACE = "71".repeat(15);
  private static final int BODY = 10_000;

  private static final List<SiteRequest> REQUESTS =
      List.of(
          SiteRequest.get("/hello"),
          SiteRequest.of("POST", "/echo").route("/echo").body(BODY),
          SiteRequest.get("/bytes?count=250000"),
          SiteRequest.of("HEAD", "/hello").route("/hello"),
          SiteRequest.get("/nothing").route("/*").answers(404),
          SiteRequest.get("/async/pool"),
          SiteRequest.of("POST", "/async/echo").route("/async/echo").body(BODY));

  @TempDir private static Path directory;

  static Stream<Subject> containers() {
    Set<App> apps = Set.of(App.TOMCAT_10, App.TOMCAT_11, App.JETTY_12);
    return Subject.containersOnOwnJdk().filter(subject -> apps.contains(subject.app()));
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    Launch.Finished keytool =
        Launch.tool(
            Jdk.own(),
            Map.of(),
            "keytool",
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys().toString(),
            "-storepass",
            PASSWORD);
    assertThat(keytool.exit()).as("%s", keytool).isZero();
  }

  private static Path keys() {
    return directory.resolve("keys.p12");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("containers")
  void requestsOfBothVersionsAreEachMeasured(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.of(subject).tracesTo(receiver).set("site.keystore", keys().toString()).start()) {
      long received = 0;
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpClient client = HttpClient.newBuilder().version(version).sslContext(trust()).build();
        for (int i = 0; i < REQUESTS.size(); i++) {
          HttpResponse<byte[]> answer =
              client.send(
                  request(app, REQUESTS.get(i), trace(version, i)), BodyHandlers.ofByteArray());
          assertThat(answer.version()).isEqualTo(version);
          assertThat(answer.statusCode()).isEqualTo(REQUESTS.get(i).status());
          received += answer.body().length;
        }
      }

      int both = 2 * REQUESTS.size();
      assertThat(app.counted(both)).isEqualTo(both);
      MetricsPage page = app.metrics();
      for (String version : List.of("1.1", "2")) {
        assertThat(
                page.sum(
                    ChildJvm.REQUESTS, "url_scheme", "https", "network_protocol_version", version))
            .as(version)
            .isEqualTo(REQUESTS.size());
      }
      assertThat(page.sum("http_server_active_requests")).isZero();
      assertThat(page.sum("http_server_request_body_size_bytes_sum")).isEqualTo(4 * BODY);
      assertThat(page.sum("http_server_response_body_size_bytes_sum")).isEqualTo(received);
      int port = app.port();
      app.stop();
      assertThat(receiver.spans()).hasSize(both);
      for (HttpClient.Version version : HttpClient.Version.values()) {
        for (int i = 0; i < REQUESTS.size(); i++) {
          check(receiver.spans(), REQUESTS.get(i), version, trace(version, i), port);
        }
      }
    }
  }

  private static void check(
      List<ReceivedSpan> spans,
      SiteRequest request,
      HttpClient.Version version,
      String trace,
      long port) {
    assertThat(spans)
        .filteredOn(span -> span.traceId().equals(trace))
        .as("%s by %s", request, version)
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.name()).isEqualTo(request.spanName());
              assertThat(span.attribute("error.type")).isEqualTo(request.error());
              assertThat(span.attributes())
                  .containsEntry("url.scheme", "https")
                  .containsEntry("http.response.status_code", (long) request.status())
                  .containsEntry(
                      "network.protocol.version",
                      version == HttpClient.Version.HTTP_2 ? "2" : "1.1")
                  .containsEntry("server.address", "127.0.0.1")
                  .containsEntry("server.port", port)
                  .containsEntry("network.peer.address", "127.0.0.1")
                  .containsKey("network.peer.port");
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
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + app.port() + request.target()))
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .method(request.method(), body)
        .timeout(Await.USUAL)
        .build();
  }

  /** Trusts the server's own certificate. */
  private static SSLContext trust() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
