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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, silent or many: none of them keeps others from being served for long. */
class SlowClientTest {

  private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String HEALTH = "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String SCRAPES = "/metrics?name%5B%5D=sonde_self_scrapes_total";

  @TempDir Path directory;

  @Test
  void aFifthScrapeAtATimeIsRefusedAtOnceAndHealthIsNot() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      served.endpoint.ready();
      CountDownLatch rendering = new CountDownLatch(4);
      CountDownLatch goOn = new CountDownLatch(1);
      served.registry.add(
          sink -> {
            rendering.countDown();
            awaited(goOn);
          });
      List<Socket> scrapes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        scrapes.add(asking(served, REQUEST));
      }
      assertThat(awaited(rendering)).isTrue();
      for (int i = 0; i < 20; i++) {
        assertThat(served.raw(REQUEST)).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
      }
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(served.get("/-/ready").statusCode()).isEqualTo(200);
      assertThat(served.send("HEAD", "/metrics").statusCode()).isEqualTo(200);

      goOn.countDown();
      for (Socket scrape : scrapes) {
        assertThat(status(scrape)).isEqualTo("200");
        scrape.close();
      }
      assertThat(scrapes(served, "busy")).isEqualTo(20);
    }
  }

  @Test
  void whoReadsSlowlyKeepsNobodyFromTheirTurn() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      EndpointTest.fill(served, 10_000);
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket socket = slow(served);
        assertThat(status(socket)).isEqualTo("200");
        slow.add(socket);
      }
      assertThat(served.get(SCRAPES).statusCode()).isEqualTo(200);
      for (Socket socket : slow) {
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .endsWith("\n\r\n0\r\n\r\n");
        socket.close();
      }
      assertThat(served.log()).isEmpty();
    }
  }

  @Test
  void clientsThatAskForNothingHinderNobody() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      served.endpoint.ready();
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Socket socket = served.connect();
        if (i % 2 == 0) {
          socket.getOutputStream().write('G');
        }
        silent.add(socket);
        if (i % 5 == 4) {
          assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
          assertThat(served.get("/-/ready").statusCode()).isEqualTo(200);
          assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
        }
      }
      assertThat(Served.threads("sonde-scrape")).isLessThanOrEqualTo(Limits.MOST_CONNECTIONS);
      for (Socket socket : silent) {
        socket.close();
      }
      Await.until("all threads have ended", () -> Served.threads("sonde-scrape") == 0);
      assertThat(served.log()).isEmpty();
      assertThat(served.stats.errors()).isEmpty();
    }
  }

  @Test
  void theOldestThatAsksForNothingGivesWay() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      EndpointTest.fill(served, 10_000);
      Socket slow = slow(served);
      assertThat(status(slow)).isEqualTo("200");
      Socket oldest = served.connect();
      List<Socket> others = new ArrayList<>();
      for (int i = 2; i < Limits.MOST_CONNECTIONS; i++) {
        others.add(served.connect());
      }
      others.add(served.connect());
      assertThat(oldest.getInputStream().read()).isEqualTo(-1);
      for (Socket socket : others) {
        socket.getOutputStream().write(HEALTH.getBytes(StandardCharsets.US_ASCII));
        assertThat(status(socket)).isEqualTo("200");
        socket.close();
      }
      oldest.close();
      slow.close();
    }
  }

  @Test
  void whenAllAreBeingAnsweredANewcomerIsRefused() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      EndpointTest.fill(served, 10_000);
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < Limits.MOST_CONNECTIONS; i++) {
        Socket socket = slow(served);
        assertThat(status(socket)).isEqualTo("200");
        slow.add(socket);
      }
      assertThat(served.raw(HEALTH)).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
      for (Socket socket : slow) {
        socket.close();
      }
      Await.until("the others have gone", () -> served.get(SCRAPES).statusCode() == 200);
      assertThat(served.get(SCRAPES).body())
          .containsPattern("sonde_self_scrapes_total\\{error_type=\"busy\"} [1-9]");
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
        stalled.add(slow(served));
      }
      Await.until("their end is counted", () -> scrapes(served, "io") == 4);
      Await.until("their threads have ended", () -> Served.threads("sonde-scrape") <= 1);
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

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Socket asking(Served served, String request) throws IOException {
    Socket socket = served.connect();
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** A client that asks for more than the system takes for it, and has read nothing yet. */
  private static Socket slow(Served served) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", served.port()));
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    String start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    assertThat(start).startsWith("HTTP/1.1 ");
    return start.substring("HTTP/1.1 ".length());
  }

  /** How many scrapes in the text format have failed so. */
  private static double scrapes(Served served, String errorType) throws Exception {
    String body = served.get(SCRAPES).body();
    String labels = "{sonde_scrape_format=\"text\",error_type=\"" + errorType + "\"} ";
    int at = body.indexOf(labels);
    return at < 0 ? 0 : Double.parseDouble(body.substring(at + labels.length()).split("\n")[0]);
  }
}
