package dev.sonde.exporters.metrics;

import java.util.concurrent.atomic.LongAdder;

/** The handle of one series of a counter or an up-down counter: keep it, and add to it. */
public final class Counter {

  private final Labels labels;
  private final LongAdder sum = new LongAdder();

  Counter(Labels labels) {
    this.labels = labels;
  }

  public void add(long amount) {
    sum.add(amount);
  }

  public long sum() {
    return sum.sum();
  }

  Labels labels() {
    return labels;
  }
}
