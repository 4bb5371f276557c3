package dev.sonde.exporters.jvm;

import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * The CPU time of the agent's own threads. A thread that ended keeps what it had when last seen, so
 * that the sum never falls.
 */
final class OwnThreads implements Observer {

  private static final double NANOS = 1e9;

  private final SelfStats stats;
  private final Map<Thread, Long> live = new HashMap<>();
  private long endedNanos;

  OwnThreads(SelfStats stats) {
    this.stats = stats;
  }

  @Override
  public synchronized void observe(Sink sink) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
      return;
    }
    long sum = 0;
    for (Thread thread : stats.ownThreads()) {
      long nanos = threads.getThreadCpuTime(thread.getId());
      if (nanos >= 0) {
        live.put(thread, nanos);
      }
      Long last = live.get(thread);
      if (thread.getState() == Thread.State.TERMINATED) {
        endedNanos += last == null ? 0 : last;
        live.remove(thread);
        stats.ended(thread);
      } else if (last != null) {
        sum += last;
      }
    }
    sink.value(Catalogue.SONDE_SELF_CPU_TIME, (endedNanos + sum) / NANOS);
  }
}
