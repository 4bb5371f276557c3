package dev.sonde.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run as Markdown, with a drawing for each scenario beside it.
 *
 * <pre>{@code
 * Report report = new Report(directory, "2026-11-26-start", "none", variant -> "sonde");
 * report.fact("JDK", "17");
 * report.add("start", "What is done.", null, results, List.of());
 * report.write();
 * }</pre>
 */
public final class Report {

  private static final String LEGEND =
      """
      Each figure is the median of the rounds, in brackets the lowest and the highest. A ratio is that of the
      median to the one of no agent; in brackets, what the agent adds as a multiple of what Sonde adds with the
      same sampling. That is left out where what Sonde adds is less than half of the spread of no agent, or of
      the other sign, for any multiple would do; a single round has no spread, and so no multiples.
      """;

  private final Path directory;
  private final String name;
  private final String none;
  private final Function<String, @Nullable String> ours;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, String> drawings = new LinkedHashMap<>();
  private final StringBuilder sections = new StringBuilder();
  private String appendix = "";

  /**
   * An empty one.
   *
   * @param name of its file, without what follows the point
   * @param none the variant that is compared with
   * @param ours the variant whose addition another's is compared with, if any
   */
  public Report(Path directory, String name, String none, Function<String, @Nullable String> ours) {
    this.directory = directory;
    this.name = name;
    this.none = none;
    this.ours = ours;
  }

  /** Says what the figures depend on. */
  public void fact(String of, String is) {
    facts.put(of, is);
  }

  /** Says why there is nothing of a scenario. */
  public void leaveOut(String scenario, String why) {
    sections.append("\n## ").append(scenario).append("\n\nLeft out: ").append(why).append(".\n");
  }

  /**
   * Adds a scenario.
   *
   * @param axis what its cases, which are numbers then, differ in; without it each is a table
   * @param failures of trials that have no figures
   */
  public void add(
      String scenario,
      String description,
      @Nullable String axis,
      Results results,
      List<String> failures) {
    String drawing = name + "-" + scenario + ".svg";
    drawings.put(drawing, axis == null ? bars(results) : lines(axis, results));
    sections.append("\n## ").append(scenario).append("\n\n").append(description).append("\n\n");
    sections.append("Rounds: ").append(results.rounds()).append("\n\n");
    sections.append("![").append(scenario).append("](").append(drawing).append(")\n");
    for (String failure : failures) {
      sections.append("\nFailed: ").append(failure).append("\n");
    }
    if (axis == null) {
      for (String of : results.cases()) {
        List<Column> columns = new ArrayList<>();
        for (Figure figure : results.figures()) {
          columns.add(new Column(figure.name(), of, figure));
        }
        tables(results.cases().size() == 1 ? "" : of, "", results, columns);
      }
    } else {
      for (Figure figure : results.figures()) {
        List<Column> columns = new ArrayList<>();
        for (String of : results.cases()) {
          columns.add(new Column(of, of, figure));
        }
        tables(figure.name(), axis, results, columns);
      }
    }
  }

  /** What a column of a table holds. */
  private record Column(String title, String of, Figure figure) {}

  private void tables(String title, String corner, Results results, List<Column> columns) {
    if (!title.isEmpty()) {
      sections.append("\n### ").append(title).append("\n");
    }
    sections.append("\n").append(figures(corner, results, columns));
    List<Column> compared = columns.stream().filter(column -> column.figure.isCompared()).toList();
    if (!compared.isEmpty()) {
      sections.append("\n").append(ratios(results, compared));
    }
  }

  private static MarkdownTable figures(String corner, Results results, List<Column> columns) {
    MarkdownTable table = new MarkdownTable(corner, titles(columns));
    for (String variant : results.variants()) {
      List<String> cells = new ArrayList<>();
      for (Column column : columns) {
        Sample sample = results.sample(column.of, variant, column.figure);
        cells.add(sample == null ? "–" : column.figure.write(sample));
      }
      table.row(variant, cells);
    }
    return table;
  }

  private MarkdownTable ratios(Results results, List<Column> columns) {
    MarkdownTable table = new MarkdownTable("ratios", titles(columns));
    for (String variant : results.variants()) {
      if (!variant.equals(none)) {
        String beside = ours.apply(variant);
        List<String> cells = new ArrayList<>();
        for (Column column : columns) {
          Sample sample = results.sample(column.of, variant, column.figure);
          Sample base = results.sample(column.of, none, column.figure);
          Sample our = beside == null ? null : results.sample(column.of, beside, column.figure);
          cells.add(sample == null ? "–" : Ratio.of(sample, base, our).write());
        }
        table.row(variant, cells);
      }
    }
    return table;
  }

  private static List<String> titles(List<Column> columns) {
    return columns.stream().map(Column::title).toList();
  }

  private static String bars(Results results) {
    Svg svg = new Svg(BarChart.WIDTH);
    double top = 0;
    for (String of : results.cases()) {
      for (Figure figure : results.figures()) {
        String title = results.cases().size() == 1 ? figure.name() : of + ": " + figure.name();
        top = BarChart.draw(svg, top, title, results, of, figure);
      }
    }
    return svg.toString();
  }

  private static String lines(String axis, Results results) {
    Svg svg = new Svg(BarChart.WIDTH);
    double top = 0;
    for (Figure figure : results.figures()) {
      top = LineChart.draw(svg, top, axis, results, figure);
    }
    return svg.toString();
  }

  /** Sets the table at the end. */
  public void appendix(String title, List<String> columns, Map<String, List<String>> rows) {
    MarkdownTable table = new MarkdownTable("", columns);
    rows.forEach(table::row);
    appendix = "\n## " + title + "\n\n" + table;
  }

  /** Writes what there is so far; tells where. */
  public Path write() throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, String> drawing : drawings.entrySet()) {
      Files.writeString(directory.resolve(drawing.getKey()), drawing.getValue());
    }
    StringBuilder text = new StringBuilder("# " + name + "\n\n");
    facts.forEach((of, is) -> text.append("- ").append(of).append(": ").append(is).append("\n"));
    text.append("\n").append(LEGEND).append(sections).append(appendix);
    return Files.writeString(directory.resolve(name + ".md"), text);
  }
}
