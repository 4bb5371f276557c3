package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.HttpServerOperation;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import dev.sonde.exporters.wire.ScriptedServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpExporterTest {

  private static final Timing FAST = new Timing(20, 50, 5_000, 50, 50);

  private final SelfStats self = new SelfStats();
  private final Registry registry = new Registry(2000, self);
  private final LoggedLines log = new LoggedLines();
  private OtlpExporter exporter;

  @AfterEach
  void nothingWentWrongInside() {
    if (exporter != null) {
      exporter.stop();
    }
    log.close();
    assertThat(self.errors()).isEmpty();
  }

  private OtlpExporter started(String endpoint, String... more) {
    List<String> settings = new ArrayList<>(List.of("sonde.traces.delay", "20ms"));
    settings.addAll(List.of(more));
    if (endpoint != null) {
      settings.addAll(List.of("sonde.otlp.endpoint", endpoint));
    }
    exporter =
        new OtlpExporter(
            Operations.config(settings.toArray(new String[0])), registry, self, "1.2.3", FAST);
    exporter.start(new Resource(Map.of("service.name", "shop")));
    return exporter;
  }

  /** Settings that make one batch of exactly so many spans. */
  private static String[] batchesOf(int size) {
    return new String[] {
      "sonde.traces.batch.size", Integer.toString(size), "sonde.traces.delay", "1h"
    };
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      exporter.offer(Operations.ended("/" + i));
    }
  }

  /** The value of a series, by its label values. */
  private double value(Metric metric, String... labels) {
    return Series.value(registry, metric, labels);
  }

  private double dropped(String reason) {
    return value(Catalogue.SONDE_SELF_SPANS_DROPPED, reason);
  }

  private double exported(String errorType) {
    return value(
        Catalogue.OTEL_SDK_EXPORTER_SPAN_EXPORTED,
        "otlp_http_span_exporter",
        "otlp_http_span_exporter/0",
        errorType,
        exporter == null ? "" : "127.0.0.1");
  }

  @Test
  void spansArriveWithTheirHeaders() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started(receiver.endpoint() + "/base/", "sonde.otlp.headers", "api-key=s%20ecret,host=evil");
      assertThat(exporter.isRecording()).isTrue();
      offer(3);
      await(() -> receiver.spans().size() == 3);
      assertThat(receiver.spans()).extracting(Span::getName).containsOnly("GET");
      assertThat(receiver.path()).isEqualTo("/base/v1/traces");
      assertThat(receiver.header("Content-Type")).isEqualTo("application/x-protobuf");
      assertThat(receiver.header("Api-key")).isEqualTo("s ecret");
      assertThat(receiver.header("User-Agent")).isEqualTo("Sonde/1.2.3");
      assertThat(receiver.header("Host")).startsWith("127.0.0.1:");
      await(() -> exported(null) == 3);
      assertThat(log.lines()).noneMatch(line -> line.contains("ecret"));
    }
  }

  @Test
  void theTracesEndpointIsTakenAsItIs() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started("http://127.0.0.1:1", "sonde.otlp.traces.endpoint", receiver.endpoint() + "/own");
      offer(1);
      await(() -> receiver.spans().size() == 1);
      assertThat(receiver.path()).isEqualTo("/own");
    }
  }

  @Test
  void bodiesAreCompressedWhereAskedFor() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started(receiver.endpoint(), "sonde.otlp.compression", "gzip");
      for (int round = 1; round <= 3; round++) {
        int expected = 200 * round;
        offer(200);
        await(() -> receiver.spans().size() == expected);
      }
      assertThat(receiver.header("Content-Encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void batchesAreNoLargerThanConfigured() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started(receiver.endpoint(), "sonde.traces.batch.size", "10");
      offer(95);
      await(() -> receiver.spans().size() == 95);
      assertThat(receiver.requestSizes()).allMatch(size -> size <= 10);
      assertThat(dropped("queue_full")).isZero();
    }
  }

  @Test
  void theFormsOfUnavailabilityAreTriedAgain() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      receiver.answerNext(429, 502, 503, 504);
      started(receiver.endpoint());
      offer(2);
      await(() -> receiver.spans().size() == 2);
      await(() -> exported(null) == 2);
      assertThat(dropped("export_failed")).isZero();
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0)).contains("WARN").contains("can't be sent").contains("429");
      assertThat(log.lines().get(1)).contains("WARN").contains("again");
      assertThat(
              value(
                  Catalogue.OTEL_SDK_EXPORTER_OPERATION_DURATION,
                  "otlp_http_span_exporter",
                  "otlp_http_span_exporter/0",
                  "503"))
          .isEqualTo(1);
    }
  }

  @Test
  void retryAfterIsHonoured() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      receiver.retryAfter("1");
      receiver.answerNext(503);
      started(receiver.endpoint());
      long start = System.nanoTime();
      offer(1);
      await(() -> receiver.spans().size() == 1);
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
    }
  }

  @Test
  void whatWaitsHoldsNoClassOfTheApplication() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      receiver.retryAfter("5");
      receiver.answerNext(503);
      started(receiver.endpoint());
      offer(1);
      await(() -> receiver.requestCount() == 1);
      WeakReference<ClassLoader> application = offerFailures();
      await(
          () -> {
            System.gc();
            return application.get() == null;
          });
      assertThat(receiver.spans()).isEmpty();

      await(() -> receiver.spans().size() == 3);
      Span failed = receiver.spans().get(1);
      assertThat(SpanWriterTest.attributes(failed.getAttributesList()))
          .containsEntry("error.type", Failure.class.getName());
      assertThat(SpanWriterTest.attributes(failed.getEvents(0).getAttributesList()))
          .containsEntry("exception.type", Failure.class.getName())
          .containsEntry("exception.message", "of the application")
          .hasEntrySatisfying(
              "exception.stacktrace",
              trace ->
                  assertThat(trace.toString())
                      .startsWith(Failure.class.getName() + ": of the app"));
    }
  }

  /** One that failed itself, and one that is a part of another that did and is not exported. */
  private WeakReference<ClassLoader> offerFailures() throws Exception {
    ClassLoader application =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
              byte[] bytes = in.readAllBytes();
              return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
              throw new ClassNotFoundException(name, e);
            }
          }
        };
    Constructor<?> constructor =
        application.loadClass(Failure.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    Throwable failure = (Throwable) constructor.newInstance();
    HttpServerOperation failed = Operations.running("GET");
    failed.fail(failure);
    failed.end();
    exporter.offer(failed);
    HttpServerOperation whole = Operations.running("GET");
    whole.enter();
    HttpServerOperation part = Operations.running("GET");
    part.end();
    whole.leave();
    whole.fail(failure);
    whole.end();
    exporter.offer(part);
    return new WeakReference<>(application);
  }

  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure() {
      super("of the application");
    }
  }

  @Test
  void whatIsRefusedForGoodIsDroppedAndCounted() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      receiver.answerNext(400);
      started(receiver.endpoint(), batchesOf(5));
      offer(5);
      await(() -> dropped("export_failed") == 5);
      assertThat(exported("400")).isEqualTo(5);
      assertThat(receiver.requestCount()).isEqualTo(1);
      offer(5);
      await(() -> receiver.spans().size() == 5);
    }
  }

  @Test
  void whatTheReceiverRejectsIsCounted() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      receiver.answer(
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(2)
                      .setErrorMessage("too old"))
              .build()
              .toByteArray());
      started(receiver.endpoint(), batchesOf(5));
      offer(5);
      await(() -> dropped("export_failed") == 2);
      await(() -> exported("rejected") == 2);
      assertThat(exported(null)).isEqualTo(3);
    }
  }

  @Test
  void aReceiverThatRefusesConnectionsIsReportedOnceAndDropsAreCounted() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    started(
        "http://127.0.0.1:" + port,
        "sonde.traces.queue.size",
        "50",
        "sonde.traces.batch.size",
        "10");
    AtomicInteger offered = new AtomicInteger();
    await(
        () -> {
          if (offered.get() < 5_000) {
            offer(10);
            offered.addAndGet(10);
          }
          return dropped("export_failed") >= 30 && dropped("queue_full") > 0;
        });
    assertThat(exporter.isRecording()).isTrue();
    assertThat(log.lines()).hasSize(1);
    exporter.stop();
    assertThat(dropped("export_failed") + dropped("queue_full") + dropped("shutdown"))
        .isEqualTo(offered.get());
  }

  @Test
  void afterAnOutageSpansArriveAgain() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    started("http://127.0.0.1:" + port);
    offer(1);
    await(() -> log.lines().size() == 1);
    try (HttpReceiver receiver = new HttpReceiver(port)) {
      await(
          () -> {
            if (receiver.spans().isEmpty() && exported(null) == 0) {
              offer(1);
            }
            return !receiver.spans().isEmpty();
          });
      await(() -> log.lines().size() == 2);
      assertThat(log.lines().get(1)).contains("again");
    }
  }

  @Test
  void garbageClosedAndSlowAnswersCostNoMoreThanTheirSpans() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              switch (number % 4) {
                case 0 -> {
                  connected.request();
                  connected.answer("\u0000\u0001garbage\r\n\r\n");
                }
                case 1 -> connected.in.read();
                case 2 -> {
                  connected.request();
                  connected.answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                }
                default -> {
                  connected.request();
                  never.await();
                }
              }
            })) {
      started("http://127.0.0.1:" + server.port(), "sonde.otlp.timeout", "200ms");
      offer(1);
      await(() -> dropped("export_failed") == 1);
      assertThat(exported("timeout")).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(4);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void withoutAnEndpointTracingIdlesUntilSomethingListens() throws Exception {
    log.level("info");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    // The default port may be taken on this machine: an address that counts as not configured.
    OtlpTraces traces = unconfigured(port);
    assertThat(recording).isFalse();
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).contains("INFO").contains("no span is built");
    traces.step(System.nanoTime());
    assertThat(recording).isFalse();
    assertThat(log.lines()).hasSize(1);
    try (HttpReceiver receiver = new HttpReceiver(port)) {
      await(
          () -> {
            traces.step(System.nanoTime());
            return recording;
          });
      queue.offer(Operations.ended("/"));
      await(
          () -> {
            traces.step(System.nanoTime());
            return receiver.spans().size() == 1;
          });
    }
    queue.offer(Operations.ended("/"));
    await(
        () -> {
          traces.step(System.nanoTime());
          return !recording;
        });
    traces.close();
    assertThat(queue.size()).isZero();
  }

  private volatile boolean recording = true;
  private final SpanQueue queue = new SpanQueue(100, 10);

  private OtlpTraces unconfigured(int port) {
    OtlpSettings settings =
        OtlpSettings.traces(Operations.config("sonde.otlp.endpoint", "http://127.0.0.1:" + port));
    ExportStats stats = new ExportStats(registry, queue, "otlp_http_span_exporter", "x");
    return new OtlpTraces(
        queue,
        new TraceRequest(
            new Envelope(new Resource(Map.of()), "1"), Operations.config(), self, stats, 1 << 20),
        settings.sender(settings.address(), "1"),
        stats,
        FAST,
        new Patience(5_000),
        settings.address(),
        1,
        false,
        on -> recording = on);
  }

  @Test
  void theDefaultAddressIsNotConfigured() {
    OtlpSettings settings = OtlpSettings.traces(Operations.config());
    assertThat(settings.address()).hasToString("http://localhost:4318/v1/traces");
    assertThat(settings.isConfigured()).isFalse();
    assertThat(OtlpSettings.metrics(Operations.config()).address())
        .hasToString("http://localhost:4318/v1/metrics");
    settings = OtlpSettings.traces(Operations.config("sonde.otlp.endpoint", "gopher://x"));
    assertThat(settings.address()).hasToString("http://localhost:4318/v1/traces");
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).contains("sonde.otlp.endpoint");
  }

  @Test
  void switchedOffNothingIsRecordedAndNoThreadStarts() {
    started("http://127.0.0.1:1", "sonde.traces.exporter", "none");
    assertThat(exporter.isRecording()).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("sonde-otlp"));
  }

  @Test
  void stopSendsWhatWaits() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started(receiver.endpoint(), "sonde.traces.delay", "1h");
      exporter.stop();
      assertThat(exporter.isRecording()).isFalse();
      exporter.offer(Operations.ended("/late"));
      assertThat(dropped("shutdown")).isEqualTo(1);
    }
    try (HttpReceiver receiver = new HttpReceiver()) {
      exporter = null;
      OtlpExporter second =
          new OtlpExporter(
              Operations.config(
                  "sonde.otlp.endpoint", receiver.endpoint(), "sonde.traces.delay", "1h"),
              new Registry(10, self),
              self,
              "1",
              FAST);
      second.start(new Resource(Map.of()));
      for (int i = 0; i < 700; i++) {
        second.offer(Operations.ended("/"));
      }
      second.stop();
      assertThat(receiver.spans()).hasSize(700);
    }
  }

  @Test
  void stopDoesNotWaitForAStuckReceiver() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              asked.countDown();
              new CountDownLatch(1).await();
            })) {
      started("http://127.0.0.1:" + server.port());
      offer(7);
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      offer(700);
      long start = System.nanoTime();
      exporter.stop();
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(2_300));
      await(() -> dropped("shutdown") == 707);
    }
  }

  @Test
  void stopDoesNotWaitForAnAbsentReceiver() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    started("http://127.0.0.1:" + port);
    offer(10);
    long start = System.nanoTime();
    exporter.stop();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(1_000));
    assertThat(dropped("shutdown") + dropped("export_failed")).isEqualTo(10);
  }

  @Test
  void inAHurryWhatWaitsIsSentAndWhatComesLaterSoonAfter() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started(
          receiver.endpoint(),
          "sonde.traces.delay",
          "1h",
          "sonde.metrics.exporter",
          "otlp",
          "sonde.metrics.interval",
          "1h");
      offer(700);
      exporter.hurry();
      assertThat(receiver.spans()).hasSize(700);
      await(() -> !receiver.metrics().isEmpty());
      assertThat(exporter.isRecording()).isTrue();
      offer(7);
      await(() -> receiver.spans().size() == 707);
    }
  }

  @Test
  void aHurryDoesNotWaitForAStuckReceiver() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              asked.countDown();
              new CountDownLatch(1).await();
            })) {
      started("http://127.0.0.1:" + server.port(), "sonde.traces.delay", "1h");
      offer(7);
      long start = System.nanoTime();
      exporter.hurry();
      assertThat(System.nanoTime() - start)
          .isBetween(TimeUnit.MILLISECONDS.toNanos(1_900), TimeUnit.MILLISECONDS.toNanos(2_900));
      assertThat(asked.getCount()).isZero();
    }
  }

  @Test
  void aHurryDoesNotWaitForAReceiverThatIsAbsentOrNotWanted() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    started("http://127.0.0.1:" + port, "sonde.traces.delay", "1h");
    offer(7);
    long start = System.nanoTime();
    exporter.hurry();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(1_500));
    assertThat(log.lines()).hasSize(1);
    exporter.stop();

    started("http://127.0.0.1:" + port, "sonde.traces.exporter", "none");
    start = System.nanoTime();
    exporter.hurry();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
  }

  @Test
  void itsThreadIsADaemonWithoutALoader() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      started(receiver.endpoint());
      Thread thread =
          Thread.getAllStackTraces().keySet().stream()
              .filter(candidate -> candidate.getName().equals("sonde-otlp"))
              .findFirst()
              .orElseThrow();
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getContextClassLoader()).isNull();
      thread.interrupt();
      offer(1);
      await(() -> receiver.spans().size() == 1);
    }
  }

  @Test
  void theQueueIsObserved() throws Exception {
    started("http://127.0.0.1:1", "sonde.traces.queue.size", "77");
    assertThat(
            value(
                Catalogue.OTEL_SDK_PROCESSOR_SPAN_QUEUE_CAPACITY,
                "batching_span_processor",
                "batching_span_processor/0"))
        .isEqualTo(77);
    for (String reason : List.of("queue_full", "export_failed", "limit", "shutdown")) {
      assertThat(dropped(reason)).isZero();
    }
  }
}
