package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many clients at once, each with a connection that it keeps. */
@Isolated("it needs all processors")
class ManyConnectionsTest {

  private static final int CLIENTS = 1000;
  private static final int REQUESTS_OF_EACH = 8;
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final String IN_FLIGHT = "http_server_active_requests";

  /** What passes from thread to thread, some of it after a while. */
  private static final List<String> PATHS =
      List.of("/async/later", "/async/pool", "/async/dispatch-back", "/async/start");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sonde.smoke.Subject#containersOnOwnJdk")
  void requestsThatPassManyThreadsAreEachMeasuredOnce(Subject subject) throws Exception {
    try (ChildJvm app =
        Launch.of(subject)
            .set("site.header.bytes", "8192")
            .jvm("-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED")
            .start()) {
      CompletableFuture<Void> held = ofEachClient(i -> get(app, "/async/events?name=all"));
      assertThat(Await.until(() -> app.metrics().sum(IN_FLIGHT), value -> value == CLIENTS))
          .isEqualTo(CLIENTS);
      app.get("/let-go?name=all");
      held.get(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);

      ofEachClient(i -> several(app, i, REQUESTS_OF_EACH))
          .get(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);

      double requests = CLIENTS * REQUESTS_OF_EACH;
      double all = requests + CLIENTS + 1;
      double resent = resentAtMost(subject.app());
      double counted = Await.until(() -> app.metrics().sum(ChildJvm.REQUESTS), sum -> sum >= all);
      assertThat(counted).isBetween(all, all + resent);
      MetricsPage page = app.metrics();
      for (String path : PATHS) {
        double ofPath = requests / PATHS.size();
        assertThat(page.sum(ChildJvm.REQUESTS, "http_route", path))
            .as(path)
            .isBetween(ofPath, ofPath + resent);
      }
      assertThat(page.sum(ChildJvm.REQUESTS, "http_response_status_code", "200"))
          .isEqualTo(page.sum(ChildJvm.REQUESTS));
      assertThat(page.sum(IN_FLIGHT)).isZero();
      assertThat(Await.until(() -> app.get("/leftovers").body().trim(), "[]"::equals))
          .as("threads that still have a context")
          .isEqualTo("[]");
    }
  }

  /**
   * Jetty 12 now and then closes a connection that the client uses at that moment, without an agent
   * too, and the client sends its request again, or this test does.
   */
  private static double resentAtMost(App app) {
    return app.toString().startsWith("Jetty 12") ? 200 : 0;
  }

  private static CompletableFuture<Void> ofEachClient(IntFunction<CompletableFuture<?>> does) {
    return CompletableFuture.allOf(
        IntStream.range(0, CLIENTS).mapToObj(does).toArray(CompletableFuture[]::new));
  }

  /** Requests of one client, one after the other. */
  private CompletableFuture<?> several(ChildJvm app, int first, int left) {
    return left == 0
        ? CompletableFuture.completedFuture(null)
        : get(app, PATHS.get((first + left) % PATHS.size()))
            .thenCompose(answer -> several(app, first, left - 1));
  }

  private CompletableFuture<HttpResponse<String>> get(ChildJvm app, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
            .timeout(AT_MOST)
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .exceptionallyCompose(
            closed ->
                closed.getCause() instanceof IOException
                    ? client.sendAsync(request, BodyHandlers.ofString())
                    : CompletableFuture.failedFuture(closed));
  }
}
