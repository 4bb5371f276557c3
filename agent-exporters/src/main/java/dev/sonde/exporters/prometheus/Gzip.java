package dev.sonde.exporters.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compression that prefers speed; metrics repeat themselves so much that they get small anyway. */
final class Gzip extends GZIPOutputStream {

  private static final int BUFFER = 8 * 1024;

  Gzip(OutputStream out) throws IOException {
    super(out, BUFFER);
    def.setLevel(Deflater.BEST_SPEED);
  }

  /** Gives the native memory back, also after a failure. */
  void release() {
    def.end();
  }
}
