package dev.sonde.core.cli;

import dev.sonde.core.Inventory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The instrumentations, a line each. */
final class InstrumentationList {

  private static final String[] TITLES = {"NAME", "FAMILY", "SUPPORTED VERSIONS", "SWITCH"};

  private InstrumentationList() {}

  static void print(Inventory inventory, PrintStream out) {
    List<String[]> rows = new ArrayList<>();
    rows.add(TITLES);
    for (Inventory.Entry entry : inventory.entries()) {
      rows.add(
          new String[] {
            entry.name(),
            entry.family(),
            entry.versions(),
            "sonde.instrument." + entry.name() + ".enabled"
          });
    }
    int[] widths = new int[TITLES.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      out.println(line(row, widths));
    }
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(row[i]);
      for (int j = row[i].length(); i < row.length - 1 && j < widths[i] + 2; j++) {
        line.append(' ');
      }
    }
    return line.toString();
  }
}
