package dev.sonde.exporters.otlp;

import java.util.concurrent.ThreadLocalRandom;

/** When to try again: later each time, and never all processes at the same moment. */
final class BackOff {

  private static final double GROWTH = 1.5;
  private static final double JITTER = 0.2;

  private final Timing timing;
  private double delayMillis;

  BackOff(Timing timing) {
    this.timing = timing;
  }

  void succeeded() {
    delayMillis = 0;
  }

  /** How many nanoseconds to wait after one more failure. */
  long nanosAfterFailure(long retryAfterMillis) {
    delayMillis =
        delayMillis == 0
            ? (double) timing.firstBackOffMillis
            : Math.min(delayMillis * GROWTH, (double) timing.mostBackOffMillis);
    double jittered =
        delayMillis * (1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble());
    double asked = (double) Math.min(retryAfterMillis, timing.mostRetryAfterMillis);
    return (long) (Math.max(jittered, asked) * 1e6);
  }
}
