package dev.sonde.exporters.metrics;

import dev.sonde.boot.Operation;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which measurements name their trace. */
public enum Exemplars {
  /** Those of traces that leave the process. */
  TRACE_BASED,
  ALWAYS_ON,
  ALWAYS_OFF;

  public static Exemplars of(Config config) {
    return valueOf(config.get(Property.EXEMPLARS).toUpperCase(Locale.ROOT));
  }

  /**
   * Records a duration.
   *
   * @param span the span that it is of, or null
   * @param endNanos when that ended, by {@link System#nanoTime}
   */
  public void record(Histogram durations, long nanos, @Nullable Operation span, long endNanos) {
    if (span == null || this == ALWAYS_OFF) {
      durations.record(nanos);
    } else {
      durations.record(nanos, span, endNanos);
    }
  }

  /** Records the duration of an operation that has ended. */
  public void record(Histogram durations, Operation operation) {
    long nanos = operation.durationNanos();
    if (this == ALWAYS_ON || (this == TRACE_BASED && operation.recording)) {
      durations.record(nanos, operation, operation.startNanos + nanos);
    } else {
      durations.record(nanos);
    }
  }
}
