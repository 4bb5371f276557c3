package dev.sonde.exporters.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/2 connection (RFC 9113) that carries one exchange at a time. It reads only while an
 * exchange waits for something, which is enough for settings, pings and windows to be answered
 * before it matters.
 *
 * <pre>
 *   frame   | length (3) | type (1) | flags (1) | stream (4) | payload |
 * </pre>
 */
final class Http2Connection {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PUSH_PROMISE = 5;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 0x20;

  private static final int HEADER_TABLE_SIZE = 1;
  private static final int ENABLE_PUSH = 2;
  private static final int INITIAL_WINDOW_SIZE = 4;

  /** What each peer takes without being asked; larger ones gain nothing here. */
  private static final int FRAME_SIZE = 16 * 1024;

  private static final int MOST_HEADER_BYTES = 32 * 1024;
  private static final int MOST_BODY_KEPT = 64 * 1024;
  private static final int MOST_BODY_READ = 1 << 20;
  private static final int LAST_STREAM = 1 << 30;
  private static final int CANCEL = 8;

  private final Connection connection;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] payload = new byte[FRAME_SIZE];

  private int nextStream = 1;
  private boolean goingAway;
  private int peerStreamWindow = 0xffff;
  private long connectionWindow = 0xffff;

  // The exchange under way.
  private Http2Response response = new Http2Response();
  private int stream;
  private long streamWindow;
  private int bodyBytes;

  /** Opens the conversation; what it says leaves with the first exchange. */
  Http2Connection(Connection connection) throws IOException {
    this.connection = connection;
    this.in = connection.in();
    this.out = connection.out();
    out.write(PREFACE);
    frame(SETTINGS, 0, 0, 12);
    setting(HEADER_TABLE_SIZE, 0);
    setting(ENABLE_PUSH, 0);
  }

  /** True when another exchange may begin. */
  boolean isUsable() {
    return !goingAway && nextStream < LAST_STREAM && !connection.isStale();
  }

  /** True when the receiver said anything about the exchange. */
  boolean isBegun() {
    return response.isBegun();
  }

  void close() {
    connection.close();
  }

  /** Sends a header block and a body in two pieces, and reads the answer. */
  Http2Response exchange(byte[] head, byte[] prefix, byte[] body, int length, Deadline deadline)
      throws IOException {
    connection.use(deadline);
    response = new Http2Response();
    stream = nextStream;
    nextStream += 2;
    streamWindow = peerStreamWindow;
    bodyBytes = 0;
    headers(head);
    boolean sent = data(prefix, prefix.length, false) && data(body, length, true);
    out.flush();
    while (!response.isComplete()) {
      read();
    }
    if (!sent && !response.isReset()) {
      frame(RST_STREAM, 0, stream, 4);
      integer(CANCEL);
      out.flush();
    }
    connection.used();
    return response;
  }

  private void headers(byte[] block) throws IOException {
    int at = 0;
    do {
      int part = Math.min(block.length - at, FRAME_SIZE);
      boolean last = at + part == block.length;
      frame(at == 0 ? HEADERS : CONTINUATION, last ? END_HEADERS : 0, stream, part);
      out.write(block, at, part);
      at += part;
    } while (at < block.length);
  }

  /** Sends as the peer's windows allow; false when the answer came first. */
  private boolean data(byte[] bytes, int length, boolean last) throws IOException {
    int at = 0;
    do {
      if (response.isComplete()) {
        return false;
      }
      long room = Math.min(Math.min(connectionWindow, streamWindow), FRAME_SIZE);
      int part = (int) Math.min(length - at, room);
      if (part <= 0 && length > at) {
        out.flush();
        read();
        continue;
      }
      frame(DATA, last && at + part == length ? END_STREAM : 0, stream, part);
      out.write(bytes, at, part);
      at += part;
      connectionWindow -= part;
      streamWindow -= part;
    } while (at < length);
    return true;
  }

  /** Reads one frame and does what it asks for. */
  private void read() throws IOException {
    int length = octet() << 16 | octet() << 8 | octet();
    int type = octet();
    int flags = octet();
    int id = number() & 0x7fffffff;
    if (length > payload.length) {
      boolean http1 = length == ('H' << 16 | 'T' << 8 | 'T');
      throw new ProtocolException(
          http1 ? "the receiver speaks HTTP/1, not gRPC" : "a frame is too long");
    }
    fill(0, length);
    switch (type) {
      case DATA:
        received(flags, id, length);
        break;
      case HEADERS:
        fields(flags, id, length);
        break;
      case RST_STREAM:
        if (id == stream) {
          need(length, 4);
          response.begin();
          response.reset(at(0));
        }
        break;
      case SETTINGS:
        if ((flags & ACK) == 0) {
          settings(length);
        }
        break;
      case PUSH_PROMISE:
      case CONTINUATION:
        throw new ProtocolException("a frame of a kind that was not agreed on");
      case PING:
        if ((flags & ACK) == 0) {
          need(length, 8);
          frame(PING, ACK, 0, 8);
          out.write(payload, 0, 8);
          out.flush();
        }
        break;
      case GOAWAY:
        need(length, 8);
        goingAway = true;
        if ((at(0) & 0x7fffffff) < stream) {
          throw new EOFException("the receiver closes the connection");
        }
        break;
      case WINDOW_UPDATE:
        need(length, 4);
        window(id, at(0) & 0x7fffffff);
        break;
      default:
    }
  }

  private void window(int id, int more) throws ProtocolException {
    if (id == 0) {
      connectionWindow += more;
    } else if (id == stream) {
      streamWindow += more;
    }
    if (connectionWindow > Integer.MAX_VALUE || streamWindow > Integer.MAX_VALUE) {
      throw new ProtocolException("a window is too large");
    }
  }

  private void settings(int length) throws IOException {
    for (int i = 0; i + 6 <= length; i += 6) {
      int name = (payload[i] & 0xff) << 8 | (payload[i + 1] & 0xff);
      int value = at(i + 2);
      if (name == INITIAL_WINDOW_SIZE) {
        if (value < 0) {
          throw new ProtocolException("a window is too large");
        }
        streamWindow += value - peerStreamWindow;
        peerStreamWindow = value;
      }
    }
    frame(SETTINGS, ACK, 0, 0);
    out.flush();
  }

  private void received(int flags, int id, int length) throws IOException {
    int start = (flags & PADDED) == 0 ? 0 : 1;
    int padding = start == 0 ? 0 : payload[0] & 0xff;
    need(length, start + padding);
    if (id == stream) {
      response.begin();
      bodyBytes += length;
      if (bodyBytes > MOST_BODY_READ) {
        throw new ProtocolException("the answer is too long");
      }
      int content = length - start - padding;
      ByteArrayOutputStream kept = response.content();
      kept.write(payload, start, Math.min(content, MOST_BODY_KEPT - kept.size()));
      if ((flags & END_STREAM) != 0) {
        response.complete();
      } else if (length > 0) {
        frame(WINDOW_UPDATE, 0, stream, 4);
        integer(length);
      }
    }
    if (length > 0) {
      frame(WINDOW_UPDATE, 0, 0, 4);
      integer(length);
      out.flush();
    }
  }

  private void fields(int flags, int id, int length) throws IOException {
    int start = (flags & PADDED) == 0 ? 0 : 1;
    int padding = start == 0 ? 0 : payload[0] & 0xff;
    if ((flags & PRIORITY) != 0) {
      start += 5;
    }
    need(length, start + padding);
    ByteArrayOutputStream block = new ByteArrayOutputStream(256);
    block.write(payload, start, length - start - padding);
    boolean ended = (flags & END_HEADERS) != 0;
    while (!ended) {
      int more = octet() << 16 | octet() << 8 | octet();
      int type = octet();
      ended = (octet() & END_HEADERS) != 0;
      if (type != CONTINUATION
          || (number() & 0x7fffffff) != id
          || more > payload.length
          || block.size() + more > MOST_HEADER_BYTES) {
        throw new ProtocolException("bad or endless headers");
      }
      fill(0, more);
      block.write(payload, 0, more);
    }
    if (id == stream) {
      response.begin();
      Hpack.decode(block.toByteArray(), block.size(), response.fields());
      if ((flags & END_STREAM) != 0) {
        response.complete();
      }
    }
  }

  private static void need(int length, int least) throws ProtocolException {
    if (length < least) {
      throw new ProtocolException("a frame is too short");
    }
  }

  private void frame(int type, int flags, int id, int length) throws IOException {
    integer(length << 8 | type);
    out.write(flags);
    integer(id);
  }

  private void setting(int name, int value) throws IOException {
    out.write(name >> 8);
    out.write(name);
    integer(value);
  }

  private void integer(int value) throws IOException {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
  }

  private int at(int offset) {
    return (payload[offset] & 0xff) << 24
        | (payload[offset + 1] & 0xff) << 16
        | (payload[offset + 2] & 0xff) << 8
        | (payload[offset + 3] & 0xff);
  }

  private int number() throws IOException {
    return octet() << 24 | octet() << 16 | octet() << 8 | octet();
  }

  private int octet() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("closed without an answer");
    }
    return b;
  }

  private void fill(int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int read = in.read(payload, at, to - at);
      if (read < 0) {
        throw new EOFException("the answer is cut off");
      }
      at += read;
    }
  }
}
