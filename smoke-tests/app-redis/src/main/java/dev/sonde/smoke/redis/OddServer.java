package dev.sonde.smoke.redis;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Understands Redis' protocol and answers {@code GET} oddly, or {@code EXEC}. */
public final class OddServer implements Closeable {

  /** What it does when it is asked for a value. */
  public enum Way {
    SILENT,
    DYING,
    BABBLING,
    /** Sends the first one who asks to another node, which is itself. */
    MOVING,
    /** Has no time for the first transaction. */
    BUSY
  }

  private final ServerSocket server;
  private final Way way;
  private final CountDownLatch asked = new CountDownLatch(1);
  private boolean moved;
  private int transactions;

  public OddServer(Way way) throws IOException {
    this.way = way;
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread accepting = new Thread(this::accept, "odd-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Returns when somebody waits for a value. */
  public void awaitAsked() throws InterruptedException {
    if (!asked.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody has asked");
    }
  }

  /** How often it was asked to execute one. */
  public synchronized int transactions() {
    return transactions;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread serving = new Thread(() -> serve(socket), "odd-connection");
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (Socket connection = socket) {
      DataInputStream in = new DataInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (true) {
        String[] command = new String[number(in)];
        for (int i = 0; i < command.length; i++) {
          byte[] word = new byte[number(in)];
          in.readFully(word);
          in.readFully(new byte[2]);
          command[i] = new String(word, StandardCharsets.ISO_8859_1);
        }
        String answer = answer(command[0]);
        if (answer == null) {
          return;
        }
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static int number(DataInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      line.write(c);
    }
    return Integer.parseInt(line.toString("ISO-8859-1").substring(1).trim());
  }

  private synchronized String answer(String command) {
    switch (command) {
      case "GET":
        return value();
      case "SET":
        return way == Way.BUSY ? "+QUEUED\r\n" : "+OK\r\n";
      case "EXEC":
        return ++transactions == 1 ? "-TRYAGAIN hunter2\r\n" : "*2\r\n+OK\r\n+OK\r\n";
      case "PING":
        return "+PONG\r\n";
      case "HELLO":
        return "-ERR unknown command 'HELLO'\r\n";
      case "CLUSTER":
        String node = "*2\r\n$9\r\n127.0.0.1\r\n:" + port() + "\r\n";
        return "*1\r\n*3\r\n:0\r\n:16383\r\n" + node;
      default:
        return "+OK\r\n";
    }
  }

  private String value() {
    asked.countDown();
    switch (way) {
      case SILENT:
        return "";
      case DYING:
        return null;
      case BABBLING:
        return "?hunter2\r\n";
      default:
        boolean first = !moved;
        moved = true;
        return first ? "-MOVED 42 127.0.0.1:" + port() + "\r\n" : "$2\r\nok\r\n";
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
