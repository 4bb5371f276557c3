package dev.sonde.exporters.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** An open connection, plain or secure, that knows when it was last of use. */
final class Connection {

  /** Past this, something between here and there may have forgotten the connection. */
  private static final long MOST_IDLE_NANOS = 50_000_000_000L;

  private static final int BUFFER_SIZE = 8192;

  private final DeadlineSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private long lastUsed = System.nanoTime();

  Connection(DeadlineSocket socket, Socket talking) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(talking.getInputStream(), BUFFER_SIZE);
    this.out = new BufferedOutputStream(talking.getOutputStream(), BUFFER_SIZE);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Begins to use the connection for a request. */
  void use(Deadline deadline) {
    socket.setDeadline(deadline);
  }

  void used() {
    lastUsed = System.nanoTime();
  }

  boolean isStale() {
    return socket.isClosed() || System.nanoTime() - lastUsed > MOST_IDLE_NANOS;
  }

  /** Closes without a farewell, which could block. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      lastUsed = 0;
    }
  }
}
