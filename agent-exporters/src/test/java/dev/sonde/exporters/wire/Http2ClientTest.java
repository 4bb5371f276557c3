package dev.sonde.exporters.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a well-behaved server would never do is scripted here, frame by frame. */
@Timeout(60)
class Http2ClientTest {

  private static final String OK = "88";
  private static final String TRAILER = "00 0b 677270632d737461747573 01 30";

  private static void frame(
      ScriptedServer.Connected to, int type, int flags, int stream, String hex) throws IOException {
    byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(new byte[] {0, (byte) (payload.length >> 8), (byte) payload.length});
    frame.write(type);
    frame.write(flags);
    frame.write(new byte[] {0, 0, 0, (byte) stream});
    frame.write(payload);
    to.out.write(frame.toByteArray());
    to.out.flush();
  }

  /** Reads frames up to the end of the request and tells all their types. */
  private static String request(ScriptedServer.Connected from, boolean first) throws IOException {
    DataInputStream in = new DataInputStream(from.in);
    if (first) {
      assertThat(new String(in.readNBytes(24), ISO_8859_1)).startsWith("PRI * HTTP/2.0");
    }
    StringBuilder types = new StringBuilder();
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      in.readInt();
      in.readNBytes(length);
      types.append(type).append('/').append(flags).append(' ');
      if (type == 0 && (flags & 1) != 0) {
        return types.toString();
      }
    }
  }

  private static Http2Client client(ScriptedServer server) {
    return new Http2Client(new Connector(server.address(""), TlsFiles.NONE));
  }

  private static Http2Response post(Http2Client client, int length, long millis)
      throws IOException {
    return client.post(
        "/x", Map.of("A", "b"), new byte[5], new byte[length], length, Deadline.in(millis));
  }

  @Test
  void anAnswerMayComeInAllItsForms() throws Exception {
    StringBuilder sent = new StringBuilder();
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              sent.append(request(connected, true));
              frame(connected, 4, 0, 0, "0003 00000064 0005 00ffffff");
              frame(connected, 6, 0, 0, "0102030405060708");
              frame(connected, 0x21, 0xff, 1, "00");
              // Interim, then headers with padding, priority and a continuation.
              frame(connected, 1, 4, 1, "08 03 313033");
              frame(connected, 1, 0x28, 1, "02 00000000 10" + OK + "0000");
              frame(connected, 9, 4, 1, "00 01 61 01 62");
              frame(connected, 0, 8, 1, "03 68690a 000000");
              frame(connected, 0, 0, 1, "68 6f");
              frame(connected, 1, 5, 1, TRAILER);
              sent.append(request(connected, false));
              frame(connected, 1, 5, 3, OK);
              connected.in.read();
            })) {
      Http2Client client = client(server);
      Http2Response response = post(client, 10, 20_000);
      assertThat(response.field(":status")).isEqualTo("200");
      assertThat(response.field("a")).isEqualTo("b");
      assertThat(response.field("grpc-status")).isEqualTo("0");
      assertThat(response.body()).asString().isEqualTo("hi\nho");
      assertThat(post(client, 10, 20_000).field(":status")).isEqualTo("200");
      // SETTINGS, HEADERS, DATA; then its acknowledgements, windows and the second request.
      assertThat(sent.toString())
          .startsWith("4/0 1/4 0/0 0/1 4/1 6/1 8/0 8/0 8/0 8/0 1/4 0/0 0/1 ");
    }
  }

  @Test
  void aBodyWaitsForTheWindow() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              frame(connected, 4, 0, 0, "0004 00000010");
              frame(connected, 8, 0, 0, "00100000");
              frame(connected, 8, 0, 1, "00100000");
              opened.countDown();
              request(connected, true);
              frame(connected, 1, 5, 1, OK);
              connected.in.read();
            })) {
      assertThat(post(client(server), 500_000, 20_000).field(":status")).isEqualTo("200");
      assertThat(opened.getCount()).isZero();
    }
  }

  @Test
  void aWindowThatNeverOpensCantOutlastTheDeadline() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) ->
                connected.in.transferTo(ByteArrayOutputStream.nullOutputStream()))) {
      assertThatThrownBy(() -> post(client(server), 100_000, 300))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void anAnswerBeforeTheRequestsEndIsTaken() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              frame(connected, 1, 5, 1, "08 03 343133");
              connected.in.transferTo(ByteArrayOutputStream.nullOutputStream());
            })) {
      assertThat(post(client(server), 200_000, 20_000).field(":status")).isEqualTo("413");
    }
  }

  @Test
  void aResetEndsTheExchangeNotTheConnection() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              request(connected, true);
              frame(connected, 3, 0, 1, "00000007");
              request(connected, false);
              frame(connected, 1, 5, 3, OK);
              connected.in.read();
            })) {
      Http2Client client = client(server);
      Http2Response response = post(client, 1, 20_000);
      assertThat(response.isReset()).isTrue();
      assertThat(response.resetCode()).isEqualTo(7);
      assertThat(post(client, 1, 20_000).field(":status")).isEqualTo("200");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void afterAGoawayANewConnectionIsTaken() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              request(connected, true);
              frame(connected, 1, 5, 1, OK);
              if (number == 0) {
                request(connected, false);
                frame(connected, 7, 0, 0, "00000001 00000000");
              }
              connected.in.read();
            })) {
      Http2Client client = client(server);
      post(client, 1, 20_000);
      assertThat(post(client, 1, 20_000).field(":status")).isEqualTo("200");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static void refused(String answer, Class<?> type, String message) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              request(connected, true);
              connected.answer(answer);
            })) {
      assertThatThrownBy(() -> post(client(server), 1, 20_000))
          .isInstanceOf(type)
          .hasMessageContaining(message);
    }
  }

  @Test
  void nonsenseIsRefused() throws Exception {
    refused("HTTP/1.1 400 Bad Request\r\n\r\n", ProtocolException.class, "HTTP/1");
    refused("", EOFException.class, "");
    refused("\0\0\5\0", EOFException.class, "");
    refused("\u00ff\u00ff\u00ff\0\0\0\0\0\1", ProtocolException.class, "too long");
    refused("\0\0\0\5\0\0\0\0\1", ProtocolException.class, "not agreed");
    refused("\0\0\1\10\0\0\0\0\0\0", ProtocolException.class, "too short");
    refused("\0\0\1\0\10\0\0\0\1\11", ProtocolException.class, "too short");
    refused("\0\0\1\1\0\0\0\0\1\0\0\0\1\0\0\0\0\0\1\0", ProtocolException.class, "headers");
  }

  @Test
  void endlessHeadersAreRefused() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              request(connected, true);
              frame(connected, 1, 0, 1, OK);
              while (true) {
                frame(connected, 9, 0, 1, "00".repeat(1000));
              }
            })) {
      assertThatThrownBy(() -> post(client(server), 1, 20_000))
          .isInstanceOf(ProtocolException.class);
    }
  }
}
