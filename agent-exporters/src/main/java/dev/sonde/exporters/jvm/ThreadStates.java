package dev.sonde.exporters.jvm;

import dev.sonde.core.Log;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many platform threads are in each state. The threads are listed by their root group and each
 * says its state itself: no stack is walked and the JVM does not stop.
 */
final class ThreadStates implements Observer {

  private static final int DAEMON = 1;

  /** How many threads may start between the count and the list. */
  private static final int SPARE = 64;

  @Override
  public void observe(Sink sink) {
    sink.value(Catalogue.JVM_CPU_COUNT, Runtime.getRuntime().availableProcessors());
    Thread[] threads;
    try {
      threads = threads();
    } catch (SecurityException e) {
      Log.debug("The application's security manager hides its threads: " + e);
      return;
    }
    Map<Thread.State, long[]> counts = new EnumMap<>(Thread.State.class);
    for (Thread.State state : Thread.State.values()) {
      counts.put(state, new long[2]);
    }
    for (Thread thread : threads) {
      long[] count = thread == null ? null : counts.get(thread.getState());
      if (count != null) {
        count[thread.isDaemon() ? DAEMON : 0]++;
      }
    }
    for (Map.Entry<Thread.State, long[]> entry : counts.entrySet()) {
      String state = entry.getKey().name().toLowerCase(Locale.ROOT);
      long[] count = entry.getValue();
      if (isLasting(entry.getKey()) || count[0] + count[DAEMON] > 0) {
        sink.value(Catalogue.JVM_THREAD_COUNT, (double) count[0], "false", state);
        sink.value(Catalogue.JVM_THREAD_COUNT, (double) count[DAEMON], "true", state);
      }
    }
  }

  /**
   * A state that is shown even when no thread is in it, so that its series does not come and go.
   */
  private static boolean isLasting(Thread.State state) {
    return state != Thread.State.NEW && state != Thread.State.TERMINATED;
  }

  /** All live threads, then nulls. */
  private static Thread[] threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent = root.getParent(); parent != null; parent = parent.getParent()) {
      root = parent;
    }
    int size = root.activeCount() + SPARE;
    while (true) {
      Thread[] threads = new Thread[size];
      if (root.enumerate(threads, true) < size) {
        return threads;
      }
      size *= 2;
    }
  }
}
