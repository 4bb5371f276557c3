package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Results;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that is measured of each variant, in several rounds. */
interface Scenario {

  /** As it is called on the command line. */
  String name();

  /** What is done, in a sentence or two of the report. */
  String description();

  /** What the cases differ in, where each is one point of a line; else each is a table. */
  default @Nullable String axis() {
    return null;
  }

  /** Whether this variant is part of it. */
  default boolean compares(Variant variant) {
    return variant.agent() == null || variant.sampling() == Sampling.ALL;
  }

  /** Whether it can be done here at all; says why not where it can't. */
  default @Nullable String missing(Stage stage) {
    return null;
  }

  /** How many rounds come first whose figures are forgotten, so that files are in memory. */
  default int roundsBefore() {
    return 0;
  }

  /** Whether a round's variants run beside each other, as they can where no figure is a time. */
  default boolean isShared() {
    return false;
  }

  /** One round of one variant. */
  void measure(Stage stage, Variant variant, Results results)
      throws IOException, InterruptedException;
}
