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
    List<Thread> running = stats.ownThreads();
    for (Thread thread : running) {
      long nanos = threads.getThreadCpuTime(thread.getId());
      if (nanos >= 0) {
        live.put(thread, nanos);
      }
    }
    for (Iterator<Map.Entry<Thread, Long>> all = live.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Thread, Long> thread = all.next();
      if (running.contains(thread.getKey())) {
        sum += thread.getValue();
      } else {
        endedNanos += thread.getValue();
        all.remove();
      }
    }
    sink.value(Catalogue.SONDE_SELF_CPU_TIME, (endedNanos + sum) / NANOS);
  }
}
