package dev.sonde.benchmarks.report;

import java.util.Locale;

/**
 * Something that is measured.
 *
 * @param name with its unit
 * @param digits behind the point
 * @param isCompared whether its ratio to no agent says something
 */
public record Figure(String name, int digits, boolean isCompared) {

  /** One that no agent has, too. */
  public static Figure compared(String name, int digits) {
    return new Figure(name, digits, true);
  }

  /** One that is only told. */
  public static Figure told(String name, int digits) {
    return new Figure(name, digits, false);
  }

  /** A value of it, as it is written. */
  public String write(double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** The median, and the lowest and the highest value where there are several. */
  String write(Sample sample) {
    String median = write(sample.median());
    return sample.size() == 1
        ? median
        : median + " (" + write(sample.lowest()) + " to " + write(sample.highest()) + ")";
  }
}
