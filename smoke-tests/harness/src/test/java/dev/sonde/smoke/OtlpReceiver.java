package dev.sonde.smoke;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/**
 * A receiver of OTLP over HTTP that understands what it gets by the official protobuf classes, and
 * answers well or as badly as it is told.
 */
final class OtlpReceiver implements AutoCloseable {

  private final InetSocketAddress address;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "otlp receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final List<ReceivedSpan> spans = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Throwable> misunderstood = new ArrayList<>();
  private HttpServer server;
  private OtlpAnswer answer = OtlpAnswer.WELL;
  private int requests;

  private OtlpReceiver(HttpServer server) {
    this.server = server;
    this.address = server.getAddress();
    serve();
  }

  static OtlpReceiver start() throws IOException {
    return start(0);
  }

  /** One that can {@link #refuse}, and keeps its port nevertheless. */
  static OtlpReceiver startOnOwnPort() throws IOException {
    return start(Ports.free());
  }

  private static OtlpReceiver start(int port) throws IOException {
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new OtlpReceiver(HttpServer.create(local, 0));
  }

  private void serve() {
    server.setExecutor(threads);
    server.createContext("/v1/traces", exchange -> receive(exchange, this::takeTraces));
    server.createContext("/v1/metrics", exchange -> receive(exchange, this::takeMetrics));
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + address.getPort();
  }

  /** How the next requests are answered. What is not answered well is not kept. */
  synchronized void answer(OtlpAnswer next) {
    answer = next;
  }

  /** Closes the port, {@linkplain #startOnOwnPort its own}, so that connections are refused. */
  synchronized void refuse() {
    server.stop(0);
  }

  /** Opens the port again. */
  synchronized void listenAgain() throws IOException {
    server = HttpServer.create(address, 0);
    serve();
  }

  synchronized List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  synchronized List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  synchronized int requests() {
    return requests;
  }

  /** Waits for at least so many spans. */
  synchronized List<ReceivedSpan> awaitSpans(int count) throws InterruptedException {
    await(() -> spans.size() >= count, count + " spans");
    return spans();
  }

  synchronized void awaitRequests(int count) throws InterruptedException {
    await(() -> requests >= count, count + " requests");
  }

  synchronized List<Metric> awaitMetrics() throws InterruptedException {
    await(() -> !metrics.isEmpty(), "metrics");
    return metrics();
  }

  private void await(BooleanSupplier wanted, String what) throws InterruptedException {
    long deadline = System.nanoTime() + Await.USUAL.toNanos();
    while (!wanted.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "no " + what + " in time, but " + requests + " requests, spans: " + spans);
      }
      wait(left);
    }
  }

  private void receive(HttpExchange exchange, Content content) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      OtlpAnswer how;
      synchronized (this) {
        requests++;
        how = answer;
        notifyAll();
      }
      if (how == OtlpAnswer.WELL) {
        understand(exchange, body, content);
      }
      how.to(exchange);
    } finally {
      exchange.close();
    }
  }

  private void understand(HttpExchange exchange, byte[] body, Content content) {
    try {
      content.take(body(exchange, body));
    } catch (IOException | RuntimeException e) {
      misunderstood(e);
    }
  }

  private synchronized void misunderstood(Throwable e) {
    misunderstood.add(e);
  }

  private static byte[] body(HttpExchange exchange, byte[] sent) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!"application/x-protobuf".equals(type)) {
      throw new IOException("the content type is " + type);
    }
    if (!"POST".equals(exchange.getRequestMethod())) {
      throw new IOException("the method is " + exchange.getRequestMethod());
    }
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null || encoding.equals("identity")) {
      return sent;
    }
    if (!encoding.equals("gzip")) {
      throw new IOException("the encoding is " + encoding);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return in.readAllBytes();
    }
  }

  private void takeTraces(byte[] body) throws IOException {
    List<ReceivedSpan> received = new ArrayList<>();
    ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
    for (ResourceSpans ofResource : request.getResourceSpansList()) {
      Map<String, Object> resource =
          ReceivedSpan.attributes(ofResource.getResource().getAttributesList());
      for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
        for (Span span : ofScope.getSpansList()) {
          received.add(new ReceivedSpan(resource, ofScope.getScope().getName(), span));
        }
      }
    }
    synchronized (this) {
      spans.addAll(received);
      notifyAll();
    }
  }

  private void takeMetrics(byte[] body) throws IOException {
    List<Metric> received = new ArrayList<>();
    ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
    for (ResourceMetrics ofResource : request.getResourceMetricsList()) {
      for (ScopeMetrics ofScope : ofResource.getScopeMetricsList()) {
        received.addAll(ofScope.getMetricsList());
      }
    }
    synchronized (this) {
      metrics.addAll(received);
      notifyAll();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      server.stop(0);
    }
    threads.shutdownNow();
    synchronized (this) {
      if (!misunderstood.isEmpty()) {
        throw new AssertionError("what came was not OTLP", misunderstood.get(0));
      }
    }
  }

  private interface Content {
    void take(byte[] body) throws IOException;
  }
}
