package dev.sonde.exporters.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpClientTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static HttpResponse post(HttpClient client, String body) throws IOException {
    return post(client, body, 20_000);
  }

  private static HttpResponse post(HttpClient client, String body, long millis) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    return client.post(Map.of("X-Test", "1"), bytes, bytes.length, Deadline.in(millis));
  }

  private static HttpClient client(ScriptedServer server) {
    return new HttpClient(new Connector(server.address("/v1/traces"), TlsFiles.NONE));
  }

  private static ScriptedServer answering(String answer) throws IOException {
    return new ScriptedServer(
        (number, connected) -> {
          connected.request();
          connected.answer(answer);
        });
  }

  @Test
  void requestsShareOneConnection() throws Exception {
    StringBuilder requests = new StringBuilder();
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              String request;
              while ((request = connected.request()) != null) {
                requests.append(request).append('|');
                connected.answer(OK);
              }
            })) {
      HttpClient client = client(server);
      for (int i = 0; i < 3; i++) {
        HttpResponse response = post(client, "hello" + i);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).asString().isEqualTo("ok");
      }
      client.close();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(requests.toString())
          .startsWith(
              "POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1:"
                  + server.port()
                  + "\r\nX-Test: 1\r\nContent-Length: 6\r\n\r\nhello0|");
    }
  }

  @Test
  void aConnectionThatTheServerClosedIsReplaced() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              connected.answer(OK);
              connected.socket.close();
              closed.countDown();
            })) {
      HttpClient client = client(server);
      post(client, "a");
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(post(client, "b").status()).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void chunksInterimAnswersAndTrailersAreRead() throws Exception {
    try (ScriptedServer server =
        answering(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n")) {
      assertThat(post(client(server), "").body()).asString().isEqualTo("abc0123456789");
    }
  }

  @Test
  void aBodyMayEndWithTheConnection() throws Exception {
    try (ScriptedServer server = answering("HTTP/1.0 200 OK\n\nthe end")) {
      assertThat(post(client(server), "").body()).asString().isEqualTo("the end");
    }
  }

  @Test
  void aLongBodyIsReadButNotKept() throws Exception {
    int length = 500_000;
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              while (connected.request() != null) {
                connected.answer(
                    "HTTP/1.1 200 OK\r\nContent-Length: "
                        + length
                        + "\r\n\r\n"
                        + "x".repeat(length));
              }
            })) {
      HttpClient client = client(server);
      assertThat(post(client, "").body()).hasSize(64 * 1024);
      assertThat(post(client, "").body()).hasSize(64 * 1024);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anEndlessBodyIsCutOff() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              connected.answer("HTTP/1.1 200 OK\r\n\r\n");
              while (true) {
                connected.out.write(new byte[1000]);
              }
            })) {
      assertThat(post(client(server), "").body()).hasSize(64 * 1024);
    }
  }

  @Test
  void anEndlessHeadIsRefused() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              connected.answer("HTTP/1.1 200 OK\r\n");
              while (true) {
                connected.answer("X: " + "y".repeat(1000) + "\r\n");
              }
            })) {
      assertThatThrownBy(() -> post(client(server), "")).isInstanceOf(ProtocolException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"
      })
  void garbageIsAProtocolError(String answer) throws Exception {
    try (ScriptedServer server = answering(answer)) {
      assertThatThrownBy(() -> post(client(server), "")).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void anAnswerThatIsCutOffIsAnError() throws Exception {
    try (ScriptedServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")) {
      assertThatThrownBy(() -> post(client(server), "")).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void nobodyThereIsAConnectException() throws Exception {
    ScriptedServer server = answering(OK);
    server.close();
    assertThatThrownBy(() -> post(client(server), "")).isInstanceOf(ConnectException.class);
  }

  @Test
  void aTricklingServerCantOutlastTheDeadline() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              connected.answer("HTTP/1.1 200 OK\r\nX: ");
              while (true) {
                connected.answer("y");
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
              }
            })) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> post(client(server), "", 400))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(System.nanoTime() - start).isBetween(300_000_000L, 3_000_000_000L);
    }
  }

  @Test
  void aServerThatReadsNothingCantOutlastTheDeadline() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((number, connected) -> new CountDownLatch(1).await())) {
      long start = System.nanoTime();
      String large = "x".repeat(30_000_000);
      assertThatThrownBy(() -> post(client(server), large, 500))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
    }
  }

  @Test
  void anAdvancedDeadlineEndsARequestThatWaits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.request();
              asked.countDown();
              new CountDownLatch(1).await();
            })) {
      Deadline deadline = Deadline.in(50_000);
      Thread hurry =
          new Thread(
              () -> {
                try {
                  asked.await();
                } catch (InterruptedException e) {
                  return;
                }
                deadline.advance(1);
              });
      hurry.start();
      assertThatThrownBy(() -> client(server).post(Map.of(), new byte[0], 0, deadline))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void anEarlyRefusalIsReadThoughTheRequestIsNotTaken() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.in.read();
              connected.answer("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
              connected.socket.shutdownOutput();
              new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
              connected.in.skipNBytes(3_000_000);
            })) {
      assertThat(post(client(server), "x".repeat(2_000_000)).status()).isEqualTo(413);
    }
  }

  @Test
  void retryAfterIsSecondsOrADate() throws Exception {
    try (ScriptedServer server =
        answering("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(post(client(server), "").retryAfterMillis()).isEqualTo(7000);
    }
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
    assertThat(RetryAfter.millis(date)).isBetween(50_000L, 61_000L);
    assertThat(RetryAfter.millis("Sun, 06 Nov 1994 08:49:37 GMT")).isZero();
    assertThat(RetryAfter.millis("soon")).isEqualTo(-1);
    assertThat(RetryAfter.millis("99999999999999999999")).isEqualTo(-1);
  }

  @Test
  void aHeaderCantSmuggleAnother() throws Exception {
    StringBuilder seen = new StringBuilder();
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              seen.append(connected.request());
              connected.answer(OK);
            })) {
      client(server)
          .post(
              Map.of("A", "x\r\nEvil: 1", "B b", "2", "C", "ü"),
              new byte[0],
              0,
              Deadline.in(9_000));
      assertThat(seen.toString()).doesNotContain("Evil").doesNotContain("B b").contains("C: Ã¼");
    }
  }
}
