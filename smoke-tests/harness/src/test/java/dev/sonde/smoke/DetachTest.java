package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The agent leaves, and comes back, while a request is on its way. */
class DetachTest {

  @OnEverySubject
  void aRequestInFlightIsAnsweredAndNobodyCountsIt(Subject subject) throws Exception {
    int port = Ports.free();
    try (ChildJvm app = Launch.of(subject).set("sonde.prometheus.port", "" + port).start()) {
      String pid = Long.toString(app.pid());
      RawHttp.exchange(app.port(), "/hello");
      assertThat(app.counted(1)).isEqualTo(1);
      CompletableFuture<String> alone = waiting(app, 1);
      said(subject, "detach", pid);
      assertThat(RawHttp.exchange(app.port(), "/go-on")).contains("go on");
      assertThat(alone.get(30, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200").contains("waited");

      attach(app, subject, 2);
      CompletableFuture<String> between = waiting(app, 2);
      said(subject, "detach", pid);
      attach(app, subject, 3);
      RawHttp.exchange(app.port(), "/go-on");
      // The connection ends when the request has been left, so that nothing of it is to come.
      assertThat(between.get(30, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200").contains("waited");
      RawHttp.exchange(app.port(), "/hello");

      MetricsPage page = Await.until(() -> page(port), read -> read.sum(ChildJvm.REQUESTS) >= 2);
      assertThat(page.sum(ChildJvm.REQUESTS)).isEqualTo(2);
      assertThat(page.sum(ChildJvm.REQUESTS, "http_route", "/wait")).isZero();
      assertThat(page.sum("http_server_active_requests")).isZero();
      assertThat(app.stderr().lines()).noneMatch(line -> line.contains("Exception"));
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  /** A request that waits inside the application. */
  private static CompletableFuture<String> waiting(ChildJvm app, int count) throws Exception {
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return RawHttp.exchange(app.port(), "/wait");
              } catch (java.io.IOException e) {
                throw new CompletionException(e);
              }
            });
    long waits =
        Await.until(
            () -> app.stdout().lines().stream().filter("WAITING"::equals).count(),
            seen -> seen == count);
    assertThat(waits).isEqualTo(count);
    return answer;
  }

  /** Brings the agent in and waits until all is woven. */
  private static void attach(ChildJvm app, Subject subject, int starts) throws Exception {
    said(subject, "attach", Long.toString(app.pid()));
    long ready =
        Await.until(
            () -> app.agentLines().stream().filter(line -> line.contains("ready in")).count(),
            seen -> seen == starts);
    assertThat(ready).isEqualTo(starts);
  }

  private static void said(Subject subject, String... words) throws Exception {
    Launch.Finished finished = Launch.commandLine(subject.jdk()).arguments(words).finish();
    assertThat(finished.stderr()).isEmpty();
    assertThat(finished.exit()).isZero();
  }

  private static MetricsPage page(int port) throws Exception {
    try (InputStream in =
        URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
      return MetricsPage.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
