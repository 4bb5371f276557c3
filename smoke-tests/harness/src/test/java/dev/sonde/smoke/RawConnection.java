package dev.sonde.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

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

  /** Reads until one of some texts has come. */
  RawConnection await(String... texts) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[4096];
    while (Arrays.stream(texts).noneMatch(text -> received.indexOf(text) >= 0)) {
      int length = in.read(piece);
      if (length < 0) {
        throw new IOException("the connection ended without " + List.of(texts) + ": " + received);
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
