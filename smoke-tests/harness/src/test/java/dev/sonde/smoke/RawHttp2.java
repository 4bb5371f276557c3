package dev.sonde.smoke;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** HTTP/2 by the frame, for streams that no client would send. Texts are bytes. */
final class RawHttp2 {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** What a client resets a stream with that it has lost interest in. */
  static final int CANCEL = 8;

  /** What a server resets a stream with that is no more. */
  static final int STREAM_CLOSED = 5;

  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int END_OF_HEADERS_AND_STREAM = 5;
  private static final int AUTHORITY = 1;
  private static final int METHOD = 2;
  private static final int PATH = 4;
  private static final int SCHEME = 6;

  private RawHttp2() {}

  /** Opens a connection and sends frames. */
  static RawConnection open(int port, String frames) throws IOException {
    return RawHttp.open(port, PREFACE + frame(SETTINGS, 0, 0, "") + frames);
  }

  /** A request without a body. */
  static String request(int stream, String method, String path, String traceparent) {
    return frame(
        HEADERS,
        END_OF_HEADERS_AND_STREAM,
        stream,
        known(METHOD, method)
            + known(SCHEME, "http")
            + known(PATH, path)
            + known(AUTHORITY, "localhost")
            + literal("traceparent", traceparent));
  }

  static String reset(int stream, int error) {
    return frame(RESET, 0, stream, "\0\0\0" + (char) error);
  }

  /** A header with one of the names that have a number. */
  private static String known(int name, String value) {
    return "" + (char) name + (char) value.length() + value;
  }

  /** A header that is neither indexed nor compressed. */
  private static String literal(String name, String value) {
    return "\0" + (char) name.length() + name + (char) value.length() + value;
  }

  private static String frame(int type, int flags, int stream, String payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0);
    frame.write(payload.length() >> 8);
    frame.write(payload.length());
    frame.write(type);
    frame.write(flags);
    frame.writeBytes(new byte[] {0, 0, 0, (byte) stream});
    frame.writeBytes(payload.getBytes(StandardCharsets.ISO_8859_1));
    return frame.toString(StandardCharsets.ISO_8859_1);
  }
}
