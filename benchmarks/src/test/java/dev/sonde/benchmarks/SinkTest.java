package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkTest {

  private Sink sink;

  @BeforeEach
  void open() throws Exception {
    sink = new Sink();
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void answersAsADatadogAgent() throws Exception {
    assertThat(get("/info").body()).contains("/v0.4/traces");
    HttpResponse<String> answer =
        post("/v0.4/traces", "", new byte[] {(byte) 0x91, (byte) 0x91, 1});
    assertThat(answer.body()).contains("rate_by_service");
    assertThat(sink.received()).isEqualTo(new Sink.Received(1, 3, 1));
  }

  @Test
  void answersAsAnElasticServer() throws Exception {
    assertThat(get("/").body()).contains("version");
    assertThat(get("/config/v1/agents?service.name=a").statusCode()).isEqualTo(200);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write("{\"metadata\":{}}\n{\"span\":{}}\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(post("/intake/v2/events", "deflate", packed.toByteArray()).statusCode())
        .isEqualTo(202);
    assertThat(sink.received()).isEqualTo(new Sink.Received(1, packed.size(), 1));
  }

  @Test
  void countsDatagrams() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(new byte[7], 7, InetAddress.getLoopbackAddress(), sink.statsdPort()));
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (sink.received().bytes() == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(sink.received()).isEqualTo(new Sink.Received(1, 7, 0));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private HttpResponse<String> post(String path, String encoding, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return send(request.build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + sink.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
