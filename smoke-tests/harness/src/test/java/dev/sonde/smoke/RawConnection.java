package dev.sonde.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection whose answers come bit by bit. */
final class RawConnection implements AutoCloseable {

  private final Socket socket;
  private final StringBuilder received = new StringBuilder();

  RawConnection(Socket socket) {
    this.socket = socket;
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads until a text has come. */
  RawConnection await(String text) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[4096];
    while (received.indexOf(text) < 0) {
      int length = in.read(piece);
      if (length < 0) {
        throw new IOException("the connection ended without " + text + ": " + received);
      }
      received.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
    }
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
