package dev.sonde.smoke;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks at something outside this JVM again and again until it is as wanted, or time is up. */
final class Await {

  static final Duration USUAL = Duration.ofSeconds(20);

  private Await() {}

  /** Returns what was last seen, as wanted or not, for the test to judge. */
  static <T> T until(Callable<T> look, Predicate<? super T> wanted) {
    return until(USUAL, look, wanted);
  }

  static <T> T until(Duration atMost, Callable<T> look, Predicate<? super T> wanted) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      T seen;
      try {
        seen = look.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      if (wanted.test(seen) || System.nanoTime() - deadline > 0) {
        return seen;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
