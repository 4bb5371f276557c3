package dev.sonde.exporters.jvm;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads. */
final class Awaiting {

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Awaiting() {}

  /** True as soon as the condition holds; false if it does not within bounds. */
  static boolean that(BooleanSupplier condition) {
    long end = System.nanoTime() + MOST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return true;
  }
}
