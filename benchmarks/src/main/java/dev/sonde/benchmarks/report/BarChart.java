package dev.sonde.benchmarks.report;

/**
 * A bar for each variant of one case and figure: as long as its median, with its spread as a line.
 */
final class BarChart {

  private static final double NAME_WIDTH = 225;
  private static final double BAR_WIDTH = 420;
  private static final double ROW = 20;
  private static final double HEAD = 28;

  /** All that is drawn is so wide. */
  static final double WIDTH = NAME_WIDTH + BAR_WIDTH + 170;

  private BarChart() {}

  /** Draws it below what is there already; tells where it ends. */
  static double draw(Svg svg, double top, String title, Results results, String of, Figure figure) {
    svg.title(10, top + 18, title);
    double highest = 0;
    for (String variant : results.variants()) {
      Sample sample = results.sample(of, variant, figure);
      highest = sample == null ? highest : Math.max(highest, sample.highest());
    }
    double scale = highest > 0 ? BAR_WIDTH / highest : 0;
    double y = top + HEAD;
    for (String variant : results.variants()) {
      Sample sample = results.sample(of, variant, figure);
      if (sample != null) {
        svg.text(NAME_WIDTH - 8, y + 13, "end", variant);
        svg.rectangle(NAME_WIDTH, y + 3, sample.median() * scale, ROW - 7, Palette.of(variant));
        double middle = y + ROW / 2;
        double end = NAME_WIDTH + sample.highest() * scale;
        svg.line(NAME_WIDTH + sample.lowest() * scale, middle, end, middle, "black");
        svg.text(end + 6, y + 13, "start", figure.write(sample));
        y += ROW;
      }
    }
    return y + 12;
  }
}
