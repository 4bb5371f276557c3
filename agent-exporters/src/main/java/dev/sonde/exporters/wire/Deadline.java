package dev.sonde.exporters.wire;

import java.net.SocketTimeoutException;

/** The moment at which a request is given up, whatever it waits for. Any thread may advance it. */
public final class Deadline {

  private volatile long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline in(long millis) {
    return new Deadline(System.nanoTime() + millis * 1_000_000);
  }

  /** Makes it come in {@code millis} at the latest. */
  public void advance(long millis) {
    long earlier = System.nanoTime() + millis * 1_000_000;
    if (earlier - end < 0) {
      end = earlier;
    }
  }

  public boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  /** At least 0. */
  public long remainingMillis() {
    return Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
  }

  void check() throws SocketTimeoutException {
    if (isOver()) {
      throw new SocketTimeoutException("timeout");
    }
  }
}
