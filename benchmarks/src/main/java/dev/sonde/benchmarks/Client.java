package dev.sonde.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One kept-alive connection to a server whose answers tell their length. */
final class Client implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 120_000;
  private static final byte[] SUCCESS = ascii("HTTP/1.1 200");
  private static final byte[] LENGTH = ascii("content-length:");

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private byte[] answer = new byte[4096];
  private int end;

  Client(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  /** A request as it is sent. */
  static byte[] request(String path) {
    return ascii(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\nAccept: */*\r\n\r\n");
  }

  /** Sends the request, waits for all of the answer and tells its body. */
  String get(String path) throws IOException {
    int body = send(request(path));
    return new String(answer, body, end - body, StandardCharsets.UTF_8);
  }

  /** The same; tells where in the answer its body begins. */
  int send(byte[] request) throws IOException {
    out.write(request);
    end = 0;
    int body = 0;
    while (body == 0) {
      int from = Math.max(0, end - 3);
      fill(1);
      body = afterHeaders(from);
    }
    if (!Arrays.equals(answer, 0, SUCCESS.length, SUCCESS, 0, SUCCESS.length)) {
      throw new IOException(new String(answer, 0, Math.min(end, 40), StandardCharsets.US_ASCII));
    }
    fill(body + length(body) - end);
    return body;
  }

  /** Reads at least so many bytes more. */
  private void fill(int more) throws IOException {
    int wanted = end + more;
    if (wanted > answer.length) {
      answer = Arrays.copyOf(answer, 2 * wanted);
    }
    while (end < wanted) {
      int read = in.read(answer, end, answer.length - end);
      if (read < 0) {
        throw new IOException("the connection has ended");
      }
      end += read;
    }
  }

  /** Behind the empty line; 0 where it hasn't come yet. */
  private int afterHeaders(int from) {
    for (int i = from; i + 3 < end; i++) {
      if (answer[i] == '\r' && answer[i + 2] == '\r') {
        return i + 4;
      }
    }
    return 0;
  }

  private int length(int headersEnd) throws IOException {
    for (int line = 0; line + LENGTH.length < headersEnd; line = nextLine(line)) {
      if (isLength(line)) {
        int length = 0;
        for (int i = line + LENGTH.length; answer[i] != '\r'; i++) {
          length = answer[i] == ' ' ? length : length * 10 + answer[i] - '0';
        }
        return length;
      }
    }
    throw new IOException("no length of the answer");
  }

  private boolean isLength(int line) {
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase(answer[line + i]) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int nextLine(int line) {
    int i = line;
    while (answer[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
