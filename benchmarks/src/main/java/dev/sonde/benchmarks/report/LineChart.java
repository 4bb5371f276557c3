package dev.sonde.benchmarks.report;

import java.util.List;

/**
 * A line for each variant of one figure over all cases, which are numbers; both axes logarithmic.
 */
final class LineChart {

  private static final double LEFT = 80;
  private static final double PLOT_WIDTH = 480;
  private static final double PLOT_HEIGHT = 240;
  private static final double HEAD = 30;
  private static final double FOOT = 50;
  private static final String GRID = "#dddddd";

  private final Svg svg;
  private final double top;
  private final Results results;
  private final Figure figure;
  private final Scale across;
  private final Scale upwards;

  private LineChart(Svg svg, double top, Results results, Figure figure) {
    this.svg = svg;
    this.top = top + HEAD;
    this.results = results;
    this.figure = figure;
    this.across = new Scale();
    this.upwards = new Scale();
    for (String of : results.cases()) {
      across.include(Double.parseDouble(of));
      for (String variant : results.variants()) {
        Sample sample = results.sample(of, variant, figure);
        if (sample != null) {
          upwards.include(sample.median());
        }
      }
    }
  }

  /** Draws it below what is there already; tells where it ends. */
  static double draw(Svg svg, double top, String axis, Results results, Figure figure) {
    svg.title(10, top + 18, figure.name());
    LineChart chart = new LineChart(svg, top, results, figure);
    chart.grid(axis);
    chart.lines();
    return top + HEAD + PLOT_HEIGHT + FOOT;
  }

  private void grid(String axis) {
    double bottom = top + PLOT_HEIGHT;
    for (double value : upwards.marks()) {
      svg.line(LEFT, y(value), LEFT + PLOT_WIDTH, y(value), GRID);
      svg.text(LEFT - 8, y(value) + 4, "end", plain(value));
    }
    for (String of : results.cases()) {
      double x = x(of);
      svg.line(x, top, x, bottom, GRID);
      svg.text(x, bottom + 16, "middle", of);
    }
    svg.text(LEFT + PLOT_WIDTH / 2, bottom + 34, "middle", axis);
  }

  private void lines() {
    double legend = top + 12;
    for (String variant : results.variants()) {
      String colour = Palette.of(variant);
      svg.rectangle(LEFT + PLOT_WIDTH + 20, legend - 9, 10, 10, colour);
      svg.text(LEFT + PLOT_WIDTH + 36, legend, "start", variant);
      legend += 18;
      String before = null;
      for (String of : results.cases()) {
        Sample sample = results.sample(of, variant, figure);
        if (sample != null && sample.median() > 0) {
          svg.dot(x(of), y(sample.median()), colour);
          if (before != null) {
            Sample last = results.sample(before, variant, figure);
            if (last != null) {
              svg.line(x(before), y(last.median()), x(of), y(sample.median()), colour);
            }
          }
          before = of;
        }
      }
    }
  }

  private double x(String of) {
    return LEFT + PLOT_WIDTH * across.position(Double.parseDouble(of));
  }

  private double y(double value) {
    return top + PLOT_HEIGHT * (1 - upwards.position(value));
  }

  private static String plain(double value) {
    return value >= 1 ? Long.toString((long) value) : Double.toString(value);
  }

  /** A logarithmic axis; what is not above zero, such as no filter, stands at its low end. */
  private static final class Scale {
    private double low = Double.POSITIVE_INFINITY;
    private double high;

    void include(double value) {
      if (value > 0) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      } else {
        low = Math.min(low, 0.5);
      }
    }

    double position(double value) {
      if (high <= low) {
        return 0.5;
      }
      return Math.log(Math.max(value, low) / low) / Math.log(high / low);
    }

    /** The powers of ten in it, or its ends where there are few of them. */
    List<Double> marks() {
      List<Double> marks = new java.util.ArrayList<>();
      for (double mark = Math.pow(10, Math.ceil(Math.log10(low))); mark <= high; mark *= 10) {
        marks.add(mark);
      }
      return marks.size() > 1 || high == 0 ? marks : List.of(low, high);
    }
  }
}
