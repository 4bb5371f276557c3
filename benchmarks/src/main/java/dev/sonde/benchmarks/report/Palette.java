package dev.sonde.benchmarks.report;

import java.util.List;

/** A colour for each agent, the same in all charts. */
final class Palette {

  private static final String GREY = "#8c8c8c";

  private static final List<String> AGENTS =
      List.of("sonde", "opentelemetry cut", "opentelemetry", "datadog", "elastic");
  private static final List<String> COLOURS =
      List.of("#1a8f5a", "#e0a000", "#d9632b", "#6a4fc3", "#2878c8");

  private Palette() {}

  static String of(String variant) {
    for (int i = 0; i < AGENTS.size(); i++) {
      if (variant.startsWith(AGENTS.get(i))) {
        return COLOURS.get(i);
      }
    }
    return GREY;
  }
}
