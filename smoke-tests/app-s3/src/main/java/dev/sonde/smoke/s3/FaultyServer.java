package dev.sonde.smoke.s3;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Answers as S3 does, with the fault that the bucket's name begins with. It checks no signature,
 * keeps nothing, and knows what it has answered.
 *
 * <table>
 * <caption>faults</caption>
 * <tr><td>{@code throttled}</td><td>each second request, from the first on, is one too many</td></tr>
 * <tr><td>{@code busy}</td><td>each request is one too many</td></tr>
 * <tr><td>{@code failing}</td><td>each request is an internal error</td></tr>
 * <tr><td>{@code gone}</td><td>the connection ends without an answer</td></tr>
 * <tr><td>{@code reset}</td><td>the connection is reset in the middle of the body</td></tr>
 * <tr><td>{@code short}</td><td>the body is shorter than its length</td></tr>
 * <tr><td>{@code slow}</td><td>the body begins 200 ms after the head</td></tr>
 * <tr><td>{@code circle}</td><td>redirects to itself, twenty-five times</td></tr>
 * <tr><td>{@code sized}</td><td>an object is as long as its key says</td></tr>
 * </table>
 */
public final class FaultyServer implements Closeable {

  static final String CONTENT = "an object without a fault";
  private static final int SLOW_MILLIS = 200;
  private static final int CIRCLE = 25;

  private final ServerSocket server;
  private final Map<String, List<String>> answers = new HashMap<>();

  public FaultyServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "faulty-server");
    thread.setDaemon(true);
    thread.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /**
   * What the requests for a bucket came to since this was asked before, in their order: {@code
   * success}, {@code throttled} or {@code error}.
   */
  public String take(String bucket) {
    synchronized (answers) {
      List<String> taken = answers.remove(bucket);
      return taken == null ? "" : String.join(",", taken);
    }
  }

  /** Counts an answer, and returns how many there were before. */
  private int count(String bucket, String outcome) {
    synchronized (answers) {
      List<String> counted = answers.computeIfAbsent(bucket, absent -> new ArrayList<>());
      counted.add(outcome);
      return counted.size() - 1;
    }
  }

  private int counted(String bucket) {
    synchronized (answers) {
      List<String> counted = answers.get(bucket);
      return counted == null ? 0 : counted.size();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (Socket connection = socket) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 1 << 16);
      String head = head(in);
      while (head != null) {
        if (header(head, "expect") != null) {
          send(out, "HTTP/1.1 100 Continue\r\n\r\n");
          out.flush();
        }
        drain(in, head);
        if (!answer(head, connection, out)) {
          return;
        }
        out.flush();
        head = head(in);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  /** Whether the connection can be used once more. */
  private boolean answer(String head, Socket connection, OutputStream out) throws IOException {
    String[] line = head.substring(0, head.indexOf('\r')).split(" ");
    boolean withBody = !line[0].equals("HEAD");
    String path = line[1].replaceAll("\\?.*", "");
    String[] names = path.split("/", 3);
    String bucket = names[1];
    switch (bucket.replaceAll("-.*", "")) {
      case "throttled":
        if (counted(bucket) % 2 == 0) {
          count(bucket, "throttled");
          error(out, "503 Slow Down", "SlowDown", withBody);
          return true;
        }
        break;
      case "busy":
        count(bucket, "throttled");
        error(out, "503 Slow Down", "SlowDown", withBody);
        return true;
      case "failing":
        count(bucket, "error");
        error(out, "500 Internal Server Error", "InternalError", withBody);
        return true;
      case "gone":
        count(bucket, "error");
        return false;
      case "reset":
        count(bucket, "success");
        object(out, 1_000_000, 100_000);
        out.flush();
        connection.setSoLinger(true, 0);
        return false;
      case "short":
        count(bucket, "success");
        object(out, 1000, 500);
        out.flush();
        return false;
      case "slow":
        count(bucket, "success");
        objectHead(out, CONTENT.length());
        out.flush();
        pause();
        send(out, CONTENT);
        return true;
      case "circle":
        if (counted(bucket) < CIRCLE) {
          count(bucket, "error");
          String location = endpoint() + path;
          send(
              out,
              "HTTP/1.1 307 Temporary Redirect\r\nLocation: "
                  + location
                  + "\r\nContent-Length: 0\r\n\r\n");
          return true;
        }
        break;
      case "sized":
        count(bucket, "success");
        long length = Long.parseLong(names[2]);
        object(out, length, length);
        return true;
      default:
        break;
    }
    count(bucket, "success");
    if (line[0].equals("GET")) {
      objectHead(out, CONTENT.length());
      send(out, CONTENT);
    } else if (line[0].equals("HEAD")) {
      objectHead(out, CONTENT.length());
    } else {
      send(out, "HTTP/1.1 200 OK\r\n" + IDS + "ETag: \"e-1\"\r\nContent-Length: 0\r\n\r\n");
    }
    return true;
  }

  private static final String IDS = "x-amz-request-id: REQUEST1\r\nx-amz-id-2: EXTENDED1\r\n";

  private static void error(OutputStream out, String status, String code, boolean withBody)
      throws IOException {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code
            + "</Code><Message>as asked for</Message><RequestId>REQUEST1</RequestId></Error>";
    send(
        out,
        "HTTP/1.1 "
            + status
            + "\r\n"
            + IDS
            + "Content-Type: application/xml\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + (withBody ? body : ""));
  }

  private static void objectHead(OutputStream out, long length) throws IOException {
    // An entity tag with a hyphen is nobody's MD5.
    send(
        out,
        "HTTP/1.1 200 OK\r\n"
            + IDS
            + "ETag: \"e-1\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: "
            + length
            + "\r\n\r\n");
  }

  private static void object(OutputStream out, long length, long sent) throws IOException {
    objectHead(out, length);
    byte[] part = new byte[1 << 16];
    for (int i = 0; i < part.length; i++) {
      part[i] = (byte) i;
    }
    for (long left = sent; left > 0; left -= part.length) {
      out.write(part, 0, (int) Math.min(left, part.length));
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The first lines of a request, with the empty one; null where there is no request any more. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int c = in.read();
      if (c < 0) {
        return null;
      }
      head.append((char) c);
    }
    return head.toString();
  }

  private static String header(String head, String name) {
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).trim();
      }
    }
    return null;
  }

  private static void drain(InputStream in, String head) throws IOException {
    String length = header(head, "content-length");
    if (length != null) {
      skip(in, Long.parseLong(length));
    } else if (header(head, "transfer-encoding") != null) {
      long size = chunkSize(in);
      while (size > 0) {
        skip(in, size + 2);
        size = chunkSize(in);
      }
      for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
        // Nobody looks at it.
      }
    }
  }

  private static long chunkSize(InputStream in) throws IOException {
    return Long.parseLong(line(in).replaceAll(";.*", ""), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().trim();
  }

  private static void skip(InputStream in, long count) throws IOException {
    byte[] buffer = new byte[1 << 14];
    long left = count;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
