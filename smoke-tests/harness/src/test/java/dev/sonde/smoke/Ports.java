package dev.sonde.smoke;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback interface for those who must know theirs before they listen. They are none
 * of those that a system gives to whoever asks for any, so that nothing takes them meanwhile.
 */
final class Ports {

  /** Above the ports with a meaning, and below those that Linux, macOS and Windows give away. */
  private static final int FIRST = 12_000;

  private static final int COUNT = 20_000;

  /** Far from where another run on this machine begins. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 997 % COUNT));

  private Ports() {}

  /** A port that nobody listens on, given to nobody else. */
  static int free() throws IOException {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue;
      }
    }
    throw new IOException("no port is free");
  }
}
