package dev.sonde.exporters.prometheus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The way to the client of a scrape that is rendered: only so many have their turn at the same
 * time. While the client takes what was rendered, the turn is another's.
 */
final class Turn extends OutputStream {

  private final Semaphore turns;
  private final long mostMillis;
  private final OutputStream out;
  private boolean taken;

  /**
   * @param mostMillis the longest that a scrape waits for its next turn
   */
  Turn(Semaphore turns, long mostMillis, OutputStream out) {
    this.turns = turns;
    this.mostMillis = mostMillis;
    this.out = out;
  }

  /** Begins, unless too many are under way; those that wait to go on come first. */
  boolean begin() {
    taken = !turns.hasQueuedThreads() && turns.tryAcquire();
    return taken;
  }

  void end() {
    if (taken) {
      taken = false;
      turns.release();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    end();
    out.write(bytes, from, count);
    try {
      taken = turns.tryAcquire(mostMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    }
    if (!taken) {
      throw new InterruptedIOException("no turn came");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }
}
