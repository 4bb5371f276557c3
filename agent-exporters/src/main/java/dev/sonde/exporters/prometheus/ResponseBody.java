package dev.sonde.exporters.prometheus;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a response whose length is not known before: with a length when it fits the buffer,
 * else in chunks. A body that {@link #finish} does not end is seen as broken off by the client.
 *
 * <pre>
 *   buffer   [ chunk size | data … | line end ]
 * </pre>
 */
final class ResponseBody extends OutputStream {

  private static final int BEFORE = 8;
  private static final int DATA = 32 * 1024;
  private static final int AFTER = 2;

  private final OutputStream out;
  private final String head;
  private final boolean chunked;
  private final byte[] buffer = new byte[BEFORE + DATA + AFTER];
  private int end = BEFORE;
  private boolean begun;
  private long waitedNanos;

  /**
   * @param head status line and headers, those of length and encoding left out
   * @param chunksUnderstood false where the end of the connection must be the end of the body
   */
  ResponseBody(OutputStream out, String head, boolean chunksUnderstood) {
    this.out = out;
    this.head = head;
    this.chunked = chunksUnderstood;
  }

  @Override
  public void write(int b) throws IOException {
    if (end == BEFORE + DATA) {
      sendBuffer();
    }
    buffer[end++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    int left = count;
    while (left > 0) {
      if (end == BEFORE + DATA) {
        sendBuffer();
      }
      int some = Math.min(left, BEFORE + DATA - end);
      System.arraycopy(bytes, at, buffer, end, some);
      end += some;
      at += some;
      left -= some;
    }
  }

  void finish() throws IOException {
    if (!begun) {
      send(head + "Content-Length: " + (end - BEFORE) + "\r\n\r\n");
      send(BEFORE, end);
      return;
    }
    sendBuffer();
    if (chunked) {
      send("0\r\n\r\n");
    }
  }

  /** The time spent with the network, most of it waiting for the client. */
  long waitedNanos() {
    return waitedNanos;
  }

  private void sendBuffer() throws IOException {
    if (!begun) {
      begun = true;
      send(head + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n"));
    }
    int size = end - BEFORE;
    if (size == 0) {
      return;
    }
    if (!chunked) {
      send(BEFORE, end);
    } else {
      String line = Integer.toHexString(size) + "\r\n";
      int start = BEFORE - line.length();
      for (int i = 0; i < line.length(); i++) {
        buffer[start + i] = (byte) line.charAt(i);
      }
      buffer[end] = '\r';
      buffer[end + 1] = '\n';
      send(start, end + AFTER);
    }
    end = BEFORE;
  }

  private void send(int from, int to) throws IOException {
    long start = System.nanoTime();
    out.write(buffer, from, to - from);
    waitedNanos += System.nanoTime() - start;
  }

  private void send(String ascii) throws IOException {
    long start = System.nanoTime();
    out.write(new Bytes(ascii.length()).put(ascii).toArray());
    waitedNanos += System.nanoTime() - start;
  }
}
