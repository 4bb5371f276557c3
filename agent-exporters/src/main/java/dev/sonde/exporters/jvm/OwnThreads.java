package dev.sonde.exporters.jvm;

import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The CPU time of the agent's own threads. A thread that ended keeps what it had at its end, so
 * that the sum never falls.
 */
final class OwnThreads implements Observer, SelfStats.Ending {

  private static final double NANOS = 1e9;

  private final SelfStats stats;

  /** What each thread had when it was last seen: those that run, and those that ended since. */
  private final Map<Thread, Long> seen = new HashMap<>();

  private long endedNanos;

  OwnThreads(SelfStats stats) {
    this.stats = stats;
  }

  @Override
  public synchronized void observe(Sink sink) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (isMeasured(threads)) {
      List<Thread> running = stats.ownThreads();
      for (Thread thread : running) {
        see(threads, thread);
      }
      long runningNanos = sumOf(running);
      sink.value(Catalogue.SONDE_SELF_CPU_TIME, (endedNanos + runningNanos) / NANOS);
    }
  }

  @Override
  public synchronized void ends(Thread thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (isMeasured(threads)) {
      see(threads, thread);
      // Those that ended before it are forgotten, whether anybody observes or not.
      sumOf(stats.ownThreads());
    }
  }

  private static boolean isMeasured(ThreadMXBean threads) {
    return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
  }

  private void see(ThreadMXBean threads, Thread thread) {
    long nanos = threads.getThreadCpuTime(thread.getId());
    if (nanos >= 0) {
      seen.put(thread, nanos);
    }
  }

  /** What the running threads have had; what others had goes into the sum of those that ended. */
  private long sumOf(List<Thread> running) {
    long sum = 0;
    for (Iterator<Map.Entry<Thread, Long>> all = seen.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Thread, Long> thread = all.next();
      if (running.contains(thread.getKey())) {
        sum += thread.getValue();
      } else {
        endedNanos += thread.getValue();
        all.remove();
      }
    }
    return sum;
  }
}
