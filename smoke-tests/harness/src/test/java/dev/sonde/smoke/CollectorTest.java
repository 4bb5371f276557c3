package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An OTLP collector that does not do what it should never troubles the application. */
class CollectorTest {

  private static final String DROPPED = "sonde_self_spans_dropped_total";
  private static final int REQUESTS = 1000;

  @Test
  void anAbsentCollectorCostsSpansAndOneLine() throws Exception {
    String nobody = "http://127.0.0.1:" + Ports.free();
    try (ChildJvm app = small(Launch.usual().tracesTo(nobody)).start()) {
      assertUnaffected(app);
      assertThat(dropped(app)).isPositive();
      assertThat(complaints(app)).hasSize(1);
    }
  }

  @Test
  void aDefaultEndpointThatIsAbsentIsNoFailure() throws Exception {
    try (ChildJvm app = Launch.usual().set("sonde.traces.exporter", "otlp").start()) {
      assertUnaffected(app);
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  @Test
  void aCollectorThatComesBackIsOneLineMore() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.startOnOwnPort();
        ChildJvm app = small(Launch.usual().tracesTo(receiver)).start()) {
      app.get("/hello");
      receiver.awaitSpans(1);
      receiver.refuse();
      assertUnaffected(app);
      Await.until(() -> complaints(app), lines -> !lines.isEmpty());
      assertThat(complaints(app)).hasSize(1);

      receiver.listenAgain();
      int before = receiver.spans().size();
      Await.until(
          Duration.ofSeconds(60),
          () -> {
            app.get("/hello");
            return receiver.spans().size();
          },
          now -> now > before);
      assertThat(receiver.spans().size()).isGreaterThan(before);
      Await.until(() -> recoveries(app), lines -> !lines.isEmpty());
      assertThat(recoveries(app)).hasSize(1);
      assertThat(complaints(app)).hasSize(1);
    }
  }

  @Test
  void aSlowCollectorCostsSpansOnly() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.answer(OtlpAnswer.slow(latch));
      try (ChildJvm app =
          small(Launch.usual().tracesTo(receiver)).set("sonde.otlp.timeout", "1s").start()) {
        assertUnaffected(app);
        assertThat(dropped(app)).isPositive();
      } finally {
        latch.countDown();
      }
    }
  }

  @Test
  void garbageForAnAnswerIsNoTrouble() throws Exception {
    assertUnaffectedBy(OtlpAnswer.GARBAGE);
  }

  @Test
  void halfAnAnswerIsNoTrouble() throws Exception {
    assertUnaffectedBy(OtlpAnswer.HALF);
  }

  @Test
  void aRefusalForGoodDropsWhatItRefused() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = small(Launch.usual().tracesTo(receiver)).start()) {
      receiver.answer(OtlpAnswer.status(400));
      app.get("/hello");
      receiver.awaitRequests(1);
      assertThat(dropped(app)).isEqualTo(1);
      assertThat(complaints(app)).hasSize(1);
      app.stop();
      assertThat(receiver.requests()).isEqualTo(1);
    }
  }

  @Test
  void tooManyRequestsAreSentAgainWhenAsked() throws Exception {
    assertRetried(429);
  }

  @Test
  void anUnavailableServiceIsAskedAgain() throws Exception {
    assertRetried(503);
  }

  private static void assertRetried(int status) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = small(Launch.usual().tracesTo(receiver)).start()) {
      receiver.answer(OtlpAnswer.retryAfter(status, 1));
      app.get("/hello");
      receiver.awaitRequests(1);
      receiver.answer(OtlpAnswer.WELL);

      assertThat(receiver.awaitSpans(1)).hasSize(1);
      assertThat(receiver.requests()).isEqualTo(2);
    }
  }

  private static void assertUnaffectedBy(OtlpAnswer answer) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = small(Launch.usual().tracesTo(receiver)).start()) {
      receiver.answer(answer);
      assertUnaffected(app);
      receiver.awaitRequests(1);
      assertThat(complaints(app)).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void exportsAreCompressedWhenAsked() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.usual()
                .tracesTo(receiver)
                .set("otel.exporter.otlp.compression", "gzip")
                .start()) {
      app.get("/hello");
      assertThat(receiver.awaitSpans(1)).hasSize(1);
    }
  }

  @Test
  void whatWaitsIsSentWhenTheJvmEnds() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.usual().tracesTo(receiver).set("sonde.traces.delay", "1h").start()) {
      for (int i = 0; i < 100; i++) {
        app.get("/hello");
      }
      assertThat(app.counted(100)).isEqualTo(100);
      app.terminate();
      app.awaitExit(Duration.ofSeconds(5));
      assertThat(receiver.spans()).hasSize(100);
    }
  }

  @Test
  void aCollectorThatHangsDoesNotKeepTheJvmFromEnding() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.usual().tracesTo(receiver).set("sonde.traces.delay", "1h").start()) {
      receiver.answer(OtlpAnswer.slow(never));
      app.get("/hello");
      assertThat(app.counted(1)).isEqualTo(1);
      app.terminate();
      app.awaitExit(Duration.ofSeconds(5));
      assertThat(receiver.requests()).isEqualTo(1);
    } finally {
      never.countDown();
    }
  }

  /** A queue so small that it overflows, and all lines of the agent. */
  private static Launch small(Launch launch) {
    return launch.set("sonde.traces.queue.size", "64").set("sonde.log.level", "info");
  }

  private static void assertUnaffected(ChildJvm app) throws Exception {
    double before = app.metrics().sum(ChildJvm.REQUESTS);
    RawHttp.pipeline(app.port(), REQUESTS, i -> "/hello");
    double expected = before + REQUESTS;
    assertThat(app.counted(expected)).isEqualTo(expected);
  }

  private static double dropped(ChildJvm app) {
    return Await.until(app::metrics, page -> page.sum(DROPPED) > 0).sum(DROPPED);
  }

  private static List<String> complaints(ChildJvm app) {
    return app.agentLines("WARN").stream().filter(line -> !isGoodNews(line)).toList();
  }

  private static List<String> recoveries(ChildJvm app) {
    return app.agentLines("WARN").stream().filter(CollectorTest::isGoodNews).toList();
  }

  private static boolean isGoodNews(String line) {
    return line.endsWith(" again.");
  }
}
