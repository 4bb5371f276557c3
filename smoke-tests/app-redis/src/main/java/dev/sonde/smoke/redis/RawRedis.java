package dev.sonde.smoke.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis without a client, which nobody measures. */
public final class RawRedis {

  private RawRedis() {}

  /** The first line of the answer, or what follows the length of a text. */
  public static String ask(int port, String command) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String first = in.readLine();
      if (first != null && first.startsWith("$") && !first.equals("$-1")) {
        return in.readLine();
      }
      return String.valueOf(first);
    }
  }
}
