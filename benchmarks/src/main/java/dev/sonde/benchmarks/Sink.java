package dev.sonde.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The backends of all agents, on loopback: it answers as an OpenTelemetry collector, a Datadog
 * agent or an Elastic APM server would, so that nobody holds anything back, counts what comes and
 * forgets it.
 */
final class Sink implements AutoCloseable {

  static {
    // Or an answer with a body takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** The version of an APM server that takes everything that the agent can send. */
  private static final String ELASTIC_SERVER = "{\"version\":\"8.17.0\"}";

  private static final String DATADOG_INFO =
      "{\"version\":\"7.60.0\",\"client_drop_p0s\":true,\"endpoints\":[\"/v0.4/traces\","
          + "\"/v0.6/stats\",\"/telemetry/proxy/\"],\"config\":{}}";

  private static final String DATADOG_RATES = "{\"rate_by_service\":{\"service:,env:\":1.0}}";

  private final HttpServer server;
  private final DatagramSocket statsd;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sink");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong payloads = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong spans = new AtomicLong();

  /**
   * What came so far.
   *
   * @param payloads requests with a body, and datagrams
   * @param bytes of their bodies, as they were sent
   */
  record Received(long payloads, long bytes, long spans) {

    Received minus(Received before) {
      return new Received(payloads - before.payloads, bytes - before.bytes, spans - before.spans);
    }

    Received plus(Received more) {
      return new Received(payloads + more.payloads, bytes + more.bytes, spans + more.spans);
    }
  }

  Sink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
    statsd = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    threads.execute(this::takeDatagrams);
  }

  /** Where it takes HTTP. */
  int port() {
    return server.getAddress().getPort();
  }

  /** Where it takes the datagrams of StatsD. */
  int statsdPort() {
    return statsd.getLocalPort();
  }

  /** How many spans came so far. */
  long spans() {
    return spans.get();
  }

  Received received() {
    return new Received(payloads.get(), bytes.get(), spans.get());
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length > 0) {
      payloads.incrementAndGet();
      bytes.addAndGet(body.length);
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/v0.4/traces")) {
      spans.addAndGet(SpanCounts.datadog(ByteBuffer.wrap(plain(exchange, body))));
      answer(exchange, 200, "application/json", DATADOG_RATES);
    } else if (path.equals("/info")) {
      answer(exchange, 200, "application/json", DATADOG_INFO);
    } else if (path.equals("/intake/v2/events")) {
      spans.addAndGet(SpanCounts.elastic(plain(exchange, body)));
      answer(exchange, 202, "application/json", null);
    } else if (path.startsWith("/telemetry/proxy/")) {
      answer(exchange, 202, "application/json", null);
    } else if (path.startsWith("/config/")) {
      exchange.getResponseHeaders().set("Cache-Control", "max-age=300");
      answer(exchange, 200, "application/json", "{}");
    } else if (path.equals("/")) {
      answer(exchange, 200, "application/json", ELASTIC_SERVER);
    } else {
      if (path.endsWith("/v1/traces")) {
        spans.addAndGet(SpanCounts.otlp(ByteBuffer.wrap(plain(exchange, body))));
      }
      answer(exchange, 200, "application/x-protobuf", null);
    }
  }

  private static byte[] plain(HttpExchange exchange, byte[] body) throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null) {
      return body;
    }
    try (InputStream packed = new ByteArrayInputStream(body);
        InputStream in =
            encoding.equals("gzip")
                ? new GZIPInputStream(packed)
                : new InflaterInputStream(packed)) {
      return in.readAllBytes();
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, @Nullable String text)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (text == null) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void takeDatagrams() {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    try {
      while (!statsd.isClosed()) {
        packet.setLength(65_536);
        statsd.receive(packet);
        payloads.incrementAndGet();
        bytes.addAndGet(packet.getLength());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    statsd.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
