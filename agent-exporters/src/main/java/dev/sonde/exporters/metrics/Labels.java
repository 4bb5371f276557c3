package dev.sonde.exporters.metrics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The label values of one series, in the order of its metric's labels; null for an absent one. */
public final class Labels {

  /** The labels of the series that everything past a metric's bound folds into. */
  public static final String OVERFLOW_LABEL = "otel_metric_overflow";

  private static final Labels OVERFLOW = new Labels(new @Nullable String[0], true);

  private final @Nullable String[] values;
  private final boolean overflow;
  private final int hash;

  private Labels(@Nullable String[] values, boolean overflow) {
    this.values = values;
    this.overflow = overflow;
    this.hash = Arrays.hashCode(values) + (overflow ? 1 : 0);
  }

  public static Labels of(@Nullable String... values) {
    return new Labels(values.clone(), false);
  }

  public static Labels overflow() {
    return OVERFLOW;
  }

  public boolean isOverflow() {
    return overflow;
  }

  public List<@Nullable String> values() {
    return Arrays.asList(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels
        && overflow == ((Labels) other).overflow
        && Arrays.equals(values, ((Labels) other).values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return overflow ? "overflow" : Arrays.toString(values);
  }
}
