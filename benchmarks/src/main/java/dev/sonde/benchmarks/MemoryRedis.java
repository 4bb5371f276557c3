package dev.sonde.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers like a Redis that has the same value for every key, and understands little else. */
final class MemoryRedis {

  private static final byte[] VALUE = bytes("$5\r\nvalue\r\n");
  private static final byte[] PONG = bytes("+PONG\r\n");
  private static final byte[] OK = bytes("+OK\r\n");
  private static final byte[] UNKNOWN = bytes("-ERR unknown command\r\n");

  private final ServerSocket server;

  private MemoryRedis(ServerSocket server) {
    this.server = server;
  }

  /** Begins to answer, and tells at which port of the loopback address. */
  static int start() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(new MemoryRedis(server)::accept);
    return server.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "memory-redis");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 13));
      OutputStream out = socket.getOutputStream();
      while (true) {
        String name = "";
        int words = number(in);
        for (int i = 0; i < words; i++) {
          byte[] word = new byte[number(in)];
          in.readFully(word);
          in.readUnsignedShort();
          name = i == 0 ? new String(word, StandardCharsets.US_ASCII) : name;
        }
        out.write(answer(name));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  /** What follows a sign, to the end of the line. */
  private static int number(DataInputStream in) throws IOException {
    in.readByte();
    int number = 0;
    for (byte digit = in.readByte(); digit != '\r'; digit = in.readByte()) {
      number = 10 * number + digit - '0';
    }
    in.readByte();
    return number;
  }

  private static byte[] answer(String name) {
    return switch (name) {
      case "GET" -> VALUE;
      case "PING" -> PONG;
      case "CLIENT", "SELECT", "SET" -> OK;
      default -> UNKNOWN;
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
