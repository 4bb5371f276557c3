package dev.sonde.benchmarks;

/** How many of its traces an agent records. */
enum Sampling {
  ALL("all sampled", "1"),
  TENTH("10 % sampled", "0.1"),
  NONE("none sampled", "0");

  private final String label;
  private final String ratio;

  Sampling(String label, String ratio) {
    this.label = label;
    this.ratio = ratio;
  }

  /** As it is called in the name of a variant. */
  String label() {
    return label;
  }

  /** Between 0 and 1, as the agents' properties want it. */
  String ratio() {
    return ratio;
  }
}
