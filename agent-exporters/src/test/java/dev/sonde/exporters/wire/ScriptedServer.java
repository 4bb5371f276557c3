package dev.sonde.exporters.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does with each connection what its script says. */
public final class ScriptedServer implements AutoCloseable {

  /** What a server does with its n-th connection, from 0. */
  public interface Script {
    void serve(int number, Connected connected) throws Exception;
  }

  /** A connection as the server sees it. */
  public static final class Connected {
    public final Socket socket;
    public final InputStream in;
    public final OutputStream out;

    Connected(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /** Reads a request with Content-Length; null at the end of the connection. */
    public String request() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          return null;
        }
        head.write(b);
      }
      String text = head.toString(ISO_8859_1);
      int at = text.indexOf("Content-Length: ") + 16;
      int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
      return text + new String(in.readNBytes(length), ISO_8859_1);
    }

    public void answer(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    }
  }

  private final ServerSocket server;
  private final Script script;
  private final Thread acceptor;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();

  public ScriptedServer(Script script) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  public ScriptedServer(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
    acceptor = new Thread(this::accept, "scripted-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.getAndIncrement();
        Thread thread = new Thread(() -> serve(number, socket), "scripted-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(int number, Socket socket) {
    try (socket) {
      script.serve(number, new Connected(socket));
    } catch (Exception e) {
      // The client has gone, or the test is over.
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  public Address address(String path) {
    return Address.parse("http://127.0.0.1:" + port() + path);
  }

  /** Nobody is served any more when it returns: an acceptor at work might take one more. */
  @Override
  public void close() throws IOException {
    server.close();
    try {
      acceptor.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : open) {
      socket.close();
    }
  }
}
