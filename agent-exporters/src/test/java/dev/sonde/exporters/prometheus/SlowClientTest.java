package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, silent or many: none of them keeps others from being served for long. */
class SlowClientTest {

  private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

  @TempDir Path directory;

  @Test
  void aFifthScrapeAtATimeIsRefusedAtOnce() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        silent.add(served.connect());
      }
      Await.until("four are under way", () -> Served.threads("sonde-scrape") == 4);
      for (int i = 0; i < 20; i++) {
        assertThat(served.raw(REQUEST)).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
      }
      assertThat(Served.threads("sonde-scrape")).isEqualTo(4);

      for (Socket socket : silent) {
        socket.close();
      }
      Await.until("the others have gone", () -> served.get("/metrics").statusCode() == 200);
      ParsedExposition parsed = ParsedExposition.of(served.get("/metrics").body(), false);
      assertThat(parsed.value("sonde_self_scrapes_total", "error_type", "busy"))
          .isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void silentAndTricklingClientsAreLetGo() throws Exception {
    try (Served served = new Served(directory, Served.HASTY)) {
      Socket silent = served.connect();
      Socket trickling = served.connect();
      OutputStream out = trickling.getOutputStream();
      long start = System.nanoTime();
      Await.until(
          "the trickling client is cut off",
          () -> {
            try {
              out.write('x');
              return false;
            } catch (IOException e) {
              return true;
            }
          });
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      silent.close();
      trickling.close();
    }
  }

  @Test
  void clientsThatDoNotReadAreLetGo() throws Exception {
    try (Served served = new Served(directory, Served.HASTY)) {
      EndpointTest.fill(served, 10_000);
      List<Socket> stalled = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", served.port()));
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        stalled.add(socket);
      }
      Await.until("four are under way", () -> Served.threads("sonde-scrape") == 4);
      Await.until("a new one is served", () -> served.get("/-/healthy").statusCode() == 200);
      Await.until(
          "their end is counted",
          () ->
              served
                  .get("/metrics?name[]=sonde_self_scrapes_total".replace("[]", "%5B%5D"))
                  .body()
                  .contains("{sonde_scrape_format=\"text\",error_type=\"io\"} 4"));
      for (Socket socket : stalled) {
        socket.close();
      }
      assertThat(served.log()).isEmpty();
    }
  }

  @Test
  void clientsThatLeaveAreForgotten() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      EndpointTest.fill(served, 1_000);
      for (int i = 0; i < 50; i++) {
        try (Socket socket = served.connect()) {
          if (i % 2 == 0) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
      Await.until("it is served again", () -> served.get("/metrics").statusCode() == 200);
      Await.until("all threads have ended", () -> Served.threads("sonde-scrape") == 0);
      assertThat(served.log()).isEmpty();
      assertThat(served.stats.errors()).isEmpty();
    }
  }
}
