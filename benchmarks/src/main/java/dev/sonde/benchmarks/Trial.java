package dev.sonde.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server with one variant's agent, and a backend that it has for itself. */
final class Trial implements AutoCloseable {

  private final Stage stage;
  private final Variant variant;
  private final Sink sink;
  private final Server server;
  private final int metricsPort;

  Trial(Stage stage, Variant variant, Sink sink, Server server, int metricsPort) {
    this.stage = stage;
    this.variant = variant;
    this.sink = sink;
    this.server = server;
    this.metricsPort = metricsPort;
  }

  Server server() {
    return server;
  }

  /** What the agent has sent so far. */
  Sink.Received received() {
    return sink.received();
  }

  /** What the agent serves as its metrics. */
  String scrape() throws IOException {
    try (InputStream in =
        URI.create("http://127.0.0.1:" + metricsPort + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The server first, for an agent sends at its end what it has left. */
  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      stage.received(variant, sink.received());
      sink.close();
    }
  }
}
