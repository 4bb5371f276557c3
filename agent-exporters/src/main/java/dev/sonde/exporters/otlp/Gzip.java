package dev.sonde.exporters.otlp;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses one body after the other with the same deflater and the same memory. */
final class Gzip {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
  private static final int TRAILER_SIZE = 8;
  private static final int START_SIZE = 8 * 1024;
  private static final int KEPT_SIZE = 128 * 1024;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 crc = new CRC32();
  private byte[] bytes = new byte[START_SIZE];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void compress(byte[] body, int length) {
    if (bytes.length > KEPT_SIZE) {
      bytes = new byte[START_SIZE];
    }
    System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
    size = HEADER.length;
    crc.reset();
    crc.update(body, 0, length);
    deflater.reset();
    deflater.setInput(body, 0, length);
    deflater.finish();
    while (!deflater.finished()) {
      if (bytes.length - size < TRAILER_SIZE + 512) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      size += deflater.deflate(bytes, size, bytes.length - size - TRAILER_SIZE);
    }
    littleEndian((int) crc.getValue());
    littleEndian(length);
  }

  private void littleEndian(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void close() {
    deflater.end();
  }
}
