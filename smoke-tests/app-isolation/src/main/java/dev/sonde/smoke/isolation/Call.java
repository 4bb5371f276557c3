package dev.sonde.smoke.isolation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The one call that an application waits for before it goes on. */
final class Call {

  private static final byte[] ANSWER = {
    'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '2', '0', '0', ' ', 'O', 'K', '\r', '\n', '\r',
    '\n'
  };

  private Call() {}

  static void await() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("READY " + server.getLocalPort());
      try (Socket caller = server.accept()) {
        caller.getInputStream().read(new byte[4096]);
        caller.getOutputStream().write(ANSWER);
      }
    }
  }
}
