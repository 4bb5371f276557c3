package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with each value that was measured, a line each, so that a run can be ended and continued:
 * scenario, case, variant, figure, its digits, whether it is compared, and the value, with tabs
 * between them.
 */
final class Samples {

  private static final int COLUMNS = 7;

  private final @Nullable Path file;

  /**
   * What is in a file so far, and where more goes to.
   *
   * @param file null: nothing is kept
   */
  Samples(@Nullable Path file) {
    this.file = file;
  }

  /** What earlier runs have measured of a scenario. */
  Results of(String scenario) throws IOException {
    Results results = new Results();
    if (file == null || !Files.exists(file)) {
      return results;
    }
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", -1);
      if (columns.length != COLUMNS) {
        throw new IOException(file + " has a line that is none of a sample: " + line);
      }
      if (columns[0].equals(scenario)) {
        Figure figure =
            new Figure(columns[3], Integer.parseInt(columns[4]), Boolean.parseBoolean(columns[5]));
        results.of(columns[1], columns[2]).add(figure, Double.parseDouble(columns[6]));
      }
    }
    return results;
  }

  /** Keeps what a trial has measured. */
  void keep(String scenario, Results results) throws IOException {
    if (file == null) {
      return;
    }
    List<String> lines = new ArrayList<>();
    results.forEach(
        (caseName, variant, figure, value) ->
            lines.add(
                String.join(
                    "\t",
                    scenario,
                    caseName,
                    variant,
                    figure.name(),
                    Integer.toString(figure.digits()),
                    Boolean.toString(figure.isCompared()),
                    Double.toString(value))));
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
