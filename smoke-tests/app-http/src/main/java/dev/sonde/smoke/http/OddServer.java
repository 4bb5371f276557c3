package dev.sonde.smoke.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers {@code /silent} never, {@code /short} with less than it says, {@code /nonsense} with what
 * is no HTTP, {@code /reset} with half of an answer and a reset, others by going away.
 */
public final class OddServer implements Closeable {

  private final ServerSocket server;
  private final AtomicInteger requests = new AtomicInteger();

  public OddServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "odd-server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  public int requests() {
    return requests.get();
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
      InputStream in = connection.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return;
        }
        head.append((char) c);
      }
      requests.incrementAndGet();
      String path = head.toString().split(" ")[1];
      if (path.equals("/silent")) {
        while (in.read() >= 0) {
          // Until the client has had enough.
        }
      } else if (path.equals("/reset")) {
        OutputStream out = connection.getOutputStream();
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0"
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        Thread.sleep(200); // The client has the head.
        connection.setSoLinger(true, 0);
      } else if (path.equals("/short")) {
        OutputStream out = connection.getOutputStream();
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789";
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      } else if (path.equals("/nonsense")) {
        connection
            .getOutputStream()
            .write("what?\r\nis this\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The client has gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
