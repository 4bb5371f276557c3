package dev.sonde.exporters.metrics;

import dev.sonde.boot.Context;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The handle of one series of a histogram: keep it, and record into it.
 *
 * <p>Values are whole numbers, nanoseconds for a metric in seconds, bytes for one in bytes. A
 * record is one search among the bounds and two additions to striped counters: no lock, no
 * allocation.
 *
 * <pre>
 *   bounds   [ 1 ms | 2.5 ms | 5 ms ]
 *   counts   [  a   |   b    |  c   | d ]     d: everything above the last bound
 * </pre>
 */
public final class Histogram {

  private static final long NANOS_BETWEEN_EXEMPLARS = 1_000_000_000;

  private final Labels labels;
  private final long[] bounds;
  private final double scale;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();
  private final @Nullable Exemplar[] exemplars;

  Histogram(Labels labels, long[] bounds, double scale) {
    this.labels = labels;
    this.bounds = bounds;
    this.scale = scale;
    this.counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
    this.exemplars = new @Nullable Exemplar[counts.length];
  }

  public void record(long value) {
    counts[bucket(value)].increment();
    sum.add(value);
  }

  /**
   * Records a value and, now and then, the trace that it belongs to.
   *
   * @param nanoTime when that is, by {@link System#nanoTime}
   */
  public void record(long value, Context trace, long nanoTime) {
    int bucket = bucket(value);
    counts[bucket].increment();
    sum.add(value);
    Exemplar last = exemplars[bucket];
    if (last == null || nanoTime - last.nanoTime() >= NANOS_BETWEEN_EXEMPLARS) {
      exemplars[bucket] = new Exemplar(value, System.currentTimeMillis(), nanoTime, trace);
    }
  }

  private int bucket(long value) {
    int i = 0;
    while (i < bounds.length && value > bounds[i]) {
      i++;
    }
    return i;
  }

  /** The counts of each bucket on its own, not cumulated; the last is above all bounds. */
  public long[] counts() {
    long[] snapshot = new long[counts.length];
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i] = counts[i].sum();
    }
    return snapshot;
  }

  /** The sum of all values in the metric's unit. */
  public double sum() {
    return sum.sum() / scale;
  }

  /** How many of a recorded value make one of the metric's unit: 1e9 for seconds. */
  public double scale() {
    return scale;
  }

  /** The exemplar of a bucket, or null. */
  public @Nullable Exemplar exemplar(int bucket) {
    return exemplars[bucket];
  }

  /** True for the series that everything past the metric's bound folds into. */
  public boolean isOverflow() {
    return labels.isOverflow();
  }

  Labels labels() {
    return labels;
  }
}
