package dev.sonde.exporters.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one HTTP/1.1 response and bounds all that it may bring. */
final class HttpReader {

  private static final int MOST_HEAD_BYTES = 32 * 1024;
  private static final int MOST_BODY_KEPT = 64 * 1024;
  private static final long MOST_BODY_READ = 1 << 20;
  private static final int UNTIL_CLOSE = -1;

  private final InputStream in;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
  private final byte[] chunk = new byte[1024];
  private int headBytes;
  private long bodyBytes;

  private boolean keepAlive;
  private boolean chunked;
  private long length;
  private long retryAfterMillis = -1;

  /** True as soon as the receiver said anything. */
  private boolean answered;

  HttpReader(InputStream in) {
    this.in = in;
  }

  boolean isAnswered() {
    return answered;
  }

  HttpResponse read() throws IOException {
    int status;
    do {
      status = head();
    } while (status >= 100 && status < 200);
    boolean complete = status == 204 || status == 304 || body();
    return new HttpResponse(
        status,
        body.toByteArray(),
        retryAfterMillis,
        complete && keepAlive && (chunked || length != UNTIL_CLOSE));
  }

  private int head() throws IOException {
    String line = line();
    int space = line.indexOf(' ');
    if (!line.startsWith("HTTP/1.") || space < 0 || line.length() < space + 4) {
      throw new ProtocolException("the answer is not HTTP/1.1");
    }
    int status = number(line.substring(space + 1, space + 4), 10);
    keepAlive = !line.startsWith("HTTP/1.0");
    chunked = false;
    length = UNTIL_CLOSE;
    for (line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        header(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    }
    return status;
  }

  private void header(String name, String value) throws ProtocolException {
    switch (name) {
      case "content-length":
        int said = number(value, 10);
        if (length != UNTIL_CLOSE && length != said) {
          throw new ProtocolException("the answer has two lengths");
        }
        length = said;
        break;
      case "transfer-encoding":
        chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
        break;
      case "connection":
        keepAlive &= !value.toLowerCase(Locale.ROOT).contains("close");
        break;
      case "retry-after":
        retryAfterMillis = RetryAfter.millis(value);
        break;
      default:
    }
  }

  /** Reads the body; false when it goes on past the bound. */
  private boolean body() throws IOException {
    if (!chunked) {
      return content(length);
    }
    while (true) {
      String line = line();
      int semicolon = line.indexOf(';');
      int size = number((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
      if (size == 0) {
        break;
      }
      if (!content(size)) {
        return false;
      }
      if (!line().isEmpty()) {
        throw new ProtocolException("a chunk of the answer is longer than it says");
      }
    }
    boolean trailers = true;
    while (trailers) {
      trailers = !line().isEmpty();
    }
    return true;
  }

  private boolean content(long size) throws IOException {
    long left = size;
    while (left != 0) {
      int wanted = left < 0 ? chunk.length : (int) Math.min(left, chunk.length);
      int read = in.read(chunk, 0, wanted);
      if (read < 0) {
        if (size == UNTIL_CLOSE) {
          return true;
        }
        throw new EOFException("the answer is cut off");
      }
      bodyBytes += read;
      if (bodyBytes > MOST_BODY_READ) {
        return false;
      }
      body.write(chunk, 0, Math.min(read, MOST_BODY_KEPT - body.size()));
      left -= left < 0 ? 0 : read;
    }
    return true;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException(answered ? "the answer is cut off" : "closed without an answer");
      }
      answered = true;
      if (++headBytes > MOST_HEAD_BYTES) {
        throw new ProtocolException("the answer's head is too long");
      }
      if (b == '\n') {
        break;
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return new String(line.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  private static int number(String text, int radix) throws ProtocolException {
    try {
      int value = Integer.parseInt(text, radix);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new ProtocolException("the answer has a bad number");
    }
    throw new ProtocolException("the answer has a negative number");
  }
}
