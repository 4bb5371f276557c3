package dev.sonde.benchmarks.report;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/** What the rounds have measured of one thing. */
public final class Sample {

  private double[] sorted = {};

  /** A sample of these values. */
  public static Sample of(double... values) {
    Sample sample = new Sample();
    for (double value : values) {
      sample.add(value);
    }
    return sample;
  }

  void add(double value) {
    sorted = Arrays.copyOf(sorted, sorted.length + 1);
    sorted[sorted.length - 1] = value;
    Arrays.sort(sorted);
  }

  void forEach(DoubleConsumer consumer) {
    for (double value : sorted) {
      consumer.accept(value);
    }
  }

  int size() {
    return sorted.length;
  }

  /** The one in the middle, or between the two in the middle. */
  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double lowest() {
    return sorted[0];
  }

  double highest() {
    return sorted[sorted.length - 1];
  }
}
