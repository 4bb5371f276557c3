package dev.sonde.benchmarks.report;

import java.util.Locale;

/** A drawing in the making; lengths in pixels, from the upper left corner. */
final class Svg {

  private final StringBuilder content = new StringBuilder();
  private final double width;
  private double height;

  Svg(double width) {
    this.width = width;
  }

  /** Makes it at least so high. */
  void reach(double bottom) {
    height = Math.max(height, bottom);
  }

  void rectangle(double x, double y, double w, double h, String colour) {
    content.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x, y, w, h, colour));
    reach(y + h);
  }

  void line(double x1, double y1, double x2, double y2, String colour) {
    content.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
            x1, y1, x2, y2, colour));
    reach(Math.max(y1, y2));
  }

  void dot(double x, double y, String colour) {
    content.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
    reach(y + 3);
  }

  /**
   * A text that begins, ends or has its middle there: {@code start}, {@code end}, {@code middle}.
   */
  void text(double x, double y, String anchor, String text) {
    content.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, escaped(text)));
    reach(y + 4);
  }

  void title(double x, double y, String text) {
    content.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" font-weight=\"bold\">%s</text>%n", x, y, escaped(text)));
    reach(y + 4);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  @Override
  public String toString() {
    return format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\""
                + " viewBox=\"0 0 %1$.0f %2$.0f\" font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            width, height + 10)
        + content
        + "</svg>\n";
  }
}
