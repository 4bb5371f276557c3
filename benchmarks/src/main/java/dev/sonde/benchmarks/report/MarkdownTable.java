package dev.sonde.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Rows with a name each, under columns. */
final class MarkdownTable {

  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String corner, List<String> columns) {
    row(corner, columns);
    text.append("|---").append("|---:".repeat(columns.size())).append("|\n");
  }

  void row(String name, List<String> cells) {
    List<String> all = new ArrayList<>();
    all.add(name);
    all.addAll(cells);
    text.append("| ").append(String.join(" | ", all)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
