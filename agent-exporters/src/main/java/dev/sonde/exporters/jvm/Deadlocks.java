package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that wait for one another. To find them the JVM stops, so that a count holds for a
 * while, the longer the longer it took.
 */
final class Deadlocks implements Observer {

  private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A search takes at most one part in so many of the time. */
  private static final long REST = 1000;

  private final AtomicLong nextSearch = new AtomicLong(System.nanoTime());
  private volatile int found;

  @Override
  public void observe(Sink sink) {
    long due = nextSearch.get();
    long begin = System.nanoTime();
    if (begin - due >= 0 && nextSearch.compareAndSet(due, begin + HOLDS_NANOS)) {
      found = search(ManagementFactory.getThreadMXBean());
      long end = System.nanoTime();
      nextSearch.set(end + Math.max(HOLDS_NANOS, (end - begin) * REST));
    }
    sink.value(Catalogue.SONDE_JVM_THREADS_DEADLOCKED, found);
  }

  private static int search(ThreadMXBean threads) {
    long[] ids =
        threads.isSynchronizerUsageSupported()
            ? threads.findDeadlockedThreads()
            : threads.findMonitorDeadlockedThreads();
    return ids == null ? 0 : ids.length;
  }
}
