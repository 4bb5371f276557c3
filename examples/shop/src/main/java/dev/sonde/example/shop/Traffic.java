package dev.sonde.example.shop;

import java.util.Map;
import java.util.TreeMap;

/** Calls of one kind until now: how many, how many failed, and how long they took. */
final class Traffic {

  private double calls;
  private double errors;

  /** Calls that took at most so many seconds. */
  private final TreeMap<Double, Double> buckets = new TreeMap<>();

  void addCalls(double count, boolean failed) {
    calls += count;
    if (failed) {
      errors += count;
    }
  }

  void addBucket(double seconds, double count) {
    buckets.merge(seconds, count, Double::sum);
  }

  double calls() {
    return calls;
  }

  double errorShare() {
    return calls == 0 ? 0 : errors / calls;
  }

  /** What has come since an earlier look. */
  Traffic since(Traffic earlier) {
    Traffic since = new Traffic();
    since.calls = calls - earlier.calls;
    since.errors = errors - earlier.errors;
    buckets.forEach(
        (seconds, count) ->
            since.addBucket(seconds, count - earlier.buckets.getOrDefault(seconds, 0.0)));
    return since;
  }

  /** How many milliseconds that share of the calls took at most, as a histogram can tell it. */
  double millis(double share) {
    if (buckets.isEmpty()) {
      return 0;
    }
    double wanted = share * buckets.lastEntry().getValue();
    double below = 0;
    double countBelow = 0;
    for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
      double within = bucket.getValue() - countBelow;
      if (bucket.getValue() >= wanted && within > 0) {
        double upTo = bucket.getKey().isInfinite() ? below : bucket.getKey();
        return 1000 * (below + (upTo - below) * (wanted - countBelow) / within);
      }
      below = bucket.getKey();
      countBelow = bucket.getValue();
    }
    return 1000 * below;
  }
}
