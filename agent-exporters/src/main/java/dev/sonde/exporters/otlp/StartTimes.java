package dev.sonde.exporters.otlp;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Since when the sums of a metric count, in nanoseconds of the epoch. */
final class StartTimes {

  /** Metrics that the JVM or the system counts, whether or not an agent is there. */
  private static final Set<Metric> SINCE_JVM_START =
      new HashSet<>(
          Arrays.asList(
              Catalogue.JVM_CLASS_LOADED,
              Catalogue.JVM_CLASS_UNLOADED,
              Catalogue.JVM_CPU_TIME,
              Catalogue.SONDE_JVM_GC_MEMORY_ALLOCATED,
              Catalogue.SONDE_JVM_GC_MEMORY_PROMOTED,
              Catalogue.PROCESS_CONTEXT_SWITCHES));

  /** What the protocol has for a start that is not known. */
  private static final long UNKNOWN = 0;

  private final long jvmNanos;
  private final long agentNanos;

  StartTimes(long jvmNanos, long agentNanos) {
    this.jvmNanos = jvmNanos;
    this.agentNanos = agentNanos;
  }

  /** Of this JVM, with an agent that starts to count now. */
  static StartTimes now() {
    long now = System.currentTimeMillis();
    // A clock that was set back must not make a series begin after its points.
    return new StartTimes(Math.min(jvmMillis(now), now) * 1_000_000, now * 1_000_000);
  }

  /** When the JVM started, or {@code other} where java.management is absent. */
  private static long jvmMillis(long other) {
    try {
      return ManagementFactory.getRuntimeMXBean().getStartTime();
    } catch (LinkageError | RuntimeException e) {
      return other;
    }
  }

  /** When the metric's sums were 0; 0 when that is not known. */
  long of(Metric metric) {
    if (metric == Catalogue.SONDE_CONTAINER_CPU_THROTTLED) {
      return UNKNOWN; // the container may be older than the JVM
    }
    return SINCE_JVM_START.contains(metric) ? jvmNanos : agentNanos;
  }
}
