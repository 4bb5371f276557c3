package dev.sonde.exporters.otlp;

/**
 * The wall clock for times that were taken by {@link System#nanoTime}.
 *
 * <p>What lies between the two is kept until somebody moves the wall clock: looked at anew, it is
 * off by up to the wall clock's grain, and a span that leaves in another request than its parent
 * would begin before that.
 */
final class SpanClock {

  private static final long MOST_OFF_NANOS = 10_000_000;

  /** A look that takes longer was interrupted and tells nothing. */
  private static final long LONGEST_LOOK_NANOS = 1_000_000;

  private long anchor = wallNanos() - System.nanoTime();

  /** What to add to {@link System#nanoTime} for nanoseconds since 1970. */
  long anchorNanos() {
    long before = System.nanoTime();
    long seen = wallNanos() - before;
    boolean interrupted = System.nanoTime() - before > LONGEST_LOOK_NANOS;
    if (!interrupted && Math.abs(seen - anchor) > MOST_OFF_NANOS) {
      anchor = seen;
    }
    return anchor;
  }

  private static long wallNanos() {
    return System.currentTimeMillis() * 1_000_000;
  }
}
