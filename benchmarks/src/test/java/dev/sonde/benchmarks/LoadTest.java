package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = exchange.getRequestURI().getPath().getBytes();
          exchange.sendResponseHeaders(body[1] == 'x' ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void everyRequestIsSentAndItsLatencyKept() throws Exception {
    Load.Outcome outcome = load("/a", "/b").send(20);
    assertThat(asked).hasValue(20);
    assertThat(outcome.count()).isEqualTo(20);
    assertThat(outcome.percentileMicros(50)).isLessThanOrEqualTo(outcome.percentileMicros(99));
  }

  @Test
  void aRateIsNotExceeded() throws Exception {
    assertThat(load("/a").send(40, 200).perSecond()).isLessThanOrEqualTo(220);
  }

  @Test
  void anErrorEndsIt() {
    assertThatThrownBy(() -> load("/x").send(10)).hasMessageContaining("500");
  }

  @Test
  void aBodyIsToldAsItIs() throws Exception {
    try (Client client = new Client(server.getAddress().getPort())) {
      assertThat(client.get("/first")).isEqualTo("/first");
      assertThat(client.get("/second")).isEqualTo("/second");
    }
  }

  private Load load(String... paths) {
    return new Load(server.getAddress().getPort(), 2, List.of(paths));
  }
}
