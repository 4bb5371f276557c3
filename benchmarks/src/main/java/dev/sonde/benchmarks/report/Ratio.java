package dev.sonde.benchmarks.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the median of a variant stands to that of no agent, and what it adds to what ours adds.
 *
 * @param toNone NaN where it can't be told
 * @param toOurs NaN where it can't be told: there is nothing to compare with, or what ours adds is
 *     within the spread of no agent, or that is unknown, so that any multiple would do
 */
record Ratio(double toNone, double toOurs) {

  static Ratio of(Sample variant, @Nullable Sample none, @Nullable Sample ours) {
    if (none == null || none.median() == 0) {
      return new Ratio(Double.NaN, Double.NaN);
    }
    double toNone = variant.median() / none.median();
    if (ours == null) {
      return new Ratio(toNone, Double.NaN);
    }
    double oursAdd = ours.median() - none.median();
    double adds = variant.median() - none.median();
    boolean isNoise = none.size() < 2 || Math.abs(oursAdd) <= (none.highest() - none.lowest()) / 2;
    boolean isOpposed = oursAdd * adds <= 0;
    return new Ratio(toNone, isNoise || isOpposed ? Double.NaN : adds / oursAdd);
  }

  String write() {
    if (Double.isNaN(toNone)) {
      return "–";
    }
    String ratio = String.format(Locale.ROOT, "%.2f", toNone);
    return Double.isNaN(toOurs) ? ratio : ratio + String.format(Locale.ROOT, " (%.1f ×)", toOurs);
  }
}
