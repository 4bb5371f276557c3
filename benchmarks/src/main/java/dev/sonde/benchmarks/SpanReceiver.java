package dev.sonde.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Takes what agents send over OTLP, counts the spans and forgets them. */
final class SpanReceiver implements AutoCloseable {

  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPAN = 2;

  private final HttpServer server;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicLong spans = new AtomicLong();

  SpanReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          ByteBuffer body = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
          if (exchange.getRequestURI().getPath().endsWith("/traces")) {
            spans.addAndGet(count(body, RESOURCE_SPANS, SCOPE_SPANS, SPAN));
          }
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.setExecutor(thread);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How many spans came so far. */
  long spans() {
    return spans.get();
  }

  /** Counts the messages at the end of a path of fields in a protobuf message. */
  private static long count(ByteBuffer message, int... path) {
    long count = 0;
    while (message.hasRemaining()) {
      long tag = varint(message);
      switch ((int) tag & 7) {
        case 0 -> varint(message);
        case 1 -> message.position(message.position() + Long.BYTES);
        case 2 -> {
          int length = (int) varint(message);
          if (tag >>> 3 == path[0]) {
            count +=
                path.length == 1
                    ? 1
                    : count(
                        message.slice(message.position(), length),
                        java.util.Arrays.copyOfRange(path, 1, path.length));
          }
          message.position(message.position() + length);
        }
        case 5 -> message.position(message.position() + Integer.BYTES);
        default -> throw new IllegalArgumentException("no protobuf");
      }
    }
    return count;
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
