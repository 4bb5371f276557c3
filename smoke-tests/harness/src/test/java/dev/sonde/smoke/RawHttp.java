package dev.sonde.smoke;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;

/** HTTP by the byte, for requests that no client would send and answers that nothing may touch. */
final class RawHttp {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int IN_FLIGHT = 100;

  private RawHttp() {}

  /** Sends one request and returns all that comes back, without the date. */
  static String exchange(int port, String path, String... headerLines) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String line : headerLines) {
      request.append(line).append("\r\n");
    }
    return answer(port, request.append("Connection: close\r\n\r\n").toString()).text();
  }

  /** Sends bytes and returns all that comes back, without the dates. */
  static HttpAnswer answer(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new HttpAnswer(answer(socket.getInputStream()).replaceAll("\r\nDate: [^\r\n]*", ""));
    }
  }

  /** All that comes; after an upgrade, which need not end the connection, its one line. */
  private static String answer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] part = new byte[8192];
    for (int count = in.read(part); count >= 0; count = in.read(part)) {
      answer.append(new String(part, 0, count, StandardCharsets.ISO_8859_1));
      if (answer.indexOf("HTTP/1.1 101") == 0 && answer.indexOf("upgraded\n") > 0) {
        break;
      }
    }
    return answer.toString();
  }

  /** Sends bytes and leaves it to the caller what to read. */
  static RawConnection open(int port, String request) throws IOException {
    return new RawConnection(connect(port)).send(request);
  }

  static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  /** Sends many requests over one connection, some of them ahead of their answers. */
  static void pipeline(int port, int count, IntFunction<String> path) throws IOException {
    try (Socket socket = connect(port)) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      for (int sent = 0; sent < count; sent += IN_FLIGHT) {
        int now = Math.min(IN_FLIGHT, count - sent);
        for (int i = 0; i < now; i++) {
          String request = "GET " + path.apply(sent + i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
          out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
        for (int i = 0; i < now; i++) {
          skipAnswer(in);
        }
      }
    }
  }

  /** Waits until somebody listens on a port. */
  static void awaitListening(int port, Duration atMost) {
    boolean listening =
        Await.until(
            atMost,
            () -> {
              try (Socket socket = connect(port)) {
                return socket.isConnected();
              } catch (ConnectException e) {
                return false;
              }
            },
            answered -> answered);
    if (!listening) {
      throw new AssertionError("nobody listens on " + port + " after " + atMost);
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void skipAnswer(InputStream in) throws IOException {
    long length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
