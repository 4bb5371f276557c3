package dev.sonde.exporters.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A receiver of OTLP over HTTP that decodes with the official classes. */
final class HttpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Integer> requestSizes = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private volatile byte[] answer = {};
  private volatile String retryAfter;
  private volatile HttpExchange last;

  HttpReceiver() throws IOException {
    this(0);
  }

  HttpReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream in = exchange.getRequestBody();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        in = new GZIPInputStream(in);
      }
      byte[] body = in.readAllBytes();
      last = exchange;
      Integer status = statuses.poll();
      if (status != null) {
        requestSizes.add(-1);
        if (retryAfter != null) {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, -1);
      } else {
        take(exchange.getRequestURI().getPath(), body);
        exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
      }
    }
  }

  private void take(String path, byte[] body) throws IOException {
    if (path.endsWith("/v1/metrics")) {
      metrics.add(ExportMetricsServiceRequest.parseFrom(body));
      return;
    }
    List<Span> received =
        ExportTraceServiceRequest.parseFrom(body)
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpansList();
    requestSizes.add(received.size());
    spans.addAll(received);
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answerNext(Integer... newStatuses) {
    statuses.addAll(List.of(newStatuses));
  }

  void answer(byte[] body) {
    answer = body;
  }

  void retryAfter(String value) {
    retryAfter = value;
  }

  List<Span> spans() {
    return spans;
  }

  List<ExportMetricsServiceRequest> metrics() {
    return metrics;
  }

  List<Integer> requestSizes() {
    return requestSizes;
  }

  int requestCount() {
    return requestSizes.size();
  }

  String path() {
    return last.getRequestURI().toString();
  }

  String header(String name) {
    return last.getRequestHeaders().getFirst(name);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
