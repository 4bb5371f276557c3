package dev.sonde.exporters.operations;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sonde.exporters.operations.PreviewData.Series;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A board as a picture: about what Grafana would show, drawn by ourselves. */
final class Preview {

  private static final int COLUMN = 60;
  private static final int ROW = 34;
  private static final int GAP = 4;
  private static final int CHARACTER = 7;
  private static final String[] COLORS = {
    "#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#fade2a",
    "#37872d", "#ca95e5", "#ffa6b0", "#96d98d"
  };
  private static final Map<String, String> NAMED =
      Map.of("green", "#73bf69", "orange", "#ff9830", "red", "#f2495c", "blue", "#5794f2");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder svg = new StringBuilder();
  private final PreviewData data;

  /** The panels that show nothing. */
  final Set<String> empty = new TreeSet<>();

  Preview(PreviewData data) {
    this.data = data;
  }

  String draw(JsonObject board) throws IOException, InterruptedException {
    int height = 0;
    for (JsonElement panel : board.getAsJsonArray("panels")) {
      JsonObject grid = panel.getAsJsonObject().getAsJsonObject("gridPos");
      height = Math.max(height, grid.get("y").getAsInt() + grid.get("h").getAsInt());
    }
    int width = Panel.COLUMNS * COLUMN;
    int total = height * ROW + 70;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(width, total, width, total)
            + " font-family=\"Inter, Helvetica, Arial, sans-serif\" font-size=\"12\">\n");
    rectangle(0, 0, width, total, "#111217");
    text(12, 28, 18, "#ccccdc", "start", board.get("title").getAsString());
    text(
        width - 12,
        28,
        12,
        "#8e8e98",
        "end",
        "Preview: drawn from the example shop's data, not by Grafana");
    for (JsonElement each : board.getAsJsonArray("panels")) {
      panel(each.getAsJsonObject());
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(JsonObject panel) throws IOException, InterruptedException {
    JsonObject grid = panel.getAsJsonObject("gridPos");
    double x = grid.get("x").getAsInt() * COLUMN;
    double y = 50 + grid.get("y").getAsInt() * ROW;
    double width = grid.get("w").getAsInt() * COLUMN;
    double height = grid.get("h").getAsInt() * ROW;
    String title = panel.get("title").getAsString();
    String type = panel.get("type").getAsString();
    if (type.equals("row")) {
      text(x + 12, y + 22, 15, "#ccccdc", "start", title);
      return;
    }
    Area area = new Area(x + GAP, y + GAP, width - 2 * GAP, height - 2 * GAP);
    rectangle(area.x, area.y, area.width, area.height, "#181b1f");
    text(area.x + 8, area.y + 18, 13, "#ccccdc", "start", shorten(title, area.width - 16));
    Area inner = new Area(area.x + 8, area.y + 28, area.width - 16, area.height - 36);
    List<Series> series = data.of(panel);
    if (series.stream().allMatch(each -> Double.isNaN(each.last()))) {
      empty.add(title);
      text(
          inner.x + inner.width / 2,
          inner.y + inner.height / 2,
          13,
          "#8e8e98",
          "middle",
          "No data");
      return;
    }
    JsonObject defaults = panel.getAsJsonObject("fieldConfig").getAsJsonObject("defaults");
    switch (type) {
      case "stat" -> numbers(inner, defaults, series);
      case "gauge" -> gauges(inner, defaults, series);
      case "bargauge" -> bars(inner, defaults, series);
      case "table" -> table(inner, defaults, series);
      case "heatmap" -> heatmap(inner, defaults, series);
      case "state-timeline" -> states(inner, series);
      default -> lines(inner, defaults, series);
    }
  }

  private record Area(double x, double y, double width, double height) {}

  private void numbers(Area area, JsonObject defaults, List<Series> series) {
    double width = area.width / series.size();
    for (int i = 0; i < series.size(); i++) {
      double value = series.get(i).last();
      double middle = area.x + width * (i + 0.5);
      String told = Units.tell(value, unit(defaults));
      double size = Math.min(area.height * 0.5, 1.6 * width / Math.max(4, told.length()));
      text(middle, area.y + area.height * 0.62, size, color(defaults, value), "middle", told);
      if (series.size() > 1) {
        String name = shorten(series.get(i).name(), width);
        text(middle, area.y + area.height, 11, "#8e8e98", "middle", name);
      }
    }
  }

  private void gauges(Area area, JsonObject defaults, List<Series> series) {
    double width = area.width / series.size();
    double most = most(defaults, series);
    for (int i = 0; i < series.size(); i++) {
      double value = series.get(i).last();
      double x = area.x + width * (i + 0.5);
      double radius = Math.min(width * 0.4, area.height * 0.62);
      double y = area.y + radius + 8;
      arc(x, y, radius, 1, "#2c3235");
      arc(x, y, radius, Math.min(1, value / most), color(defaults, value));
      String told = Units.tell(value, unit(defaults));
      double size = Math.min(24, radius * 0.4);
      text(x, y - 4, size, color(defaults, value), "middle", told);
      String name = shorten(series.get(i).name(), width);
      text(x, area.y + area.height - 4, 11, "#8e8e98", "middle", name);
    }
  }

  private void arc(double x, double y, double radius, double share, String color) {
    double angle = Math.PI * (1 - Math.max(0.001, share));
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f,%.1f A%.1f,%.1f 0 0 1 %.1f,%.1f\" fill=\"none\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>%n",
            x - radius,
            y,
            radius,
            radius,
            x + radius * Math.cos(angle),
            y - radius * Math.sin(angle),
            color,
            radius * 0.22));
  }

  private void bars(Area area, JsonObject defaults, List<Series> series) {
    double most = most(defaults, series);
    int shown = Math.min(series.size(), (int) (area.height / 20));
    double height = Math.min(30, area.height / Math.max(1, shown));
    for (int i = 0; i < shown; i++) {
      double value = series.get(i).last();
      double y = area.y + i * height;
      double names = area.width * 0.4;
      text(
          area.x,
          y + height * 0.65,
          11,
          "#ccccdc",
          "start",
          shorten(series.get(i).name(), names - 6));
      double room = area.width - names - 80;
      rectangle(area.x + names, y + 3, room, height - 6, "#22252b");
      rectangle(
          area.x + names,
          y + 3,
          Double.isNaN(value) ? 0 : room * Math.min(1, value / most),
          height - 6,
          color(defaults, value));
      text(
          area.x + area.width,
          y + height * 0.65,
          12,
          color(defaults, value),
          "end",
          Units.tell(value, unit(defaults)));
    }
  }

  private void table(Area area, JsonObject defaults, List<Series> series) {
    Set<String> columns = new TreeSet<>();
    series.forEach(each -> columns.addAll(each.labels().keySet()));
    columns.remove("__name__");
    double width = area.width / (columns.size() + 1);
    int column = 0;
    for (String label : columns) {
      text(
          area.x + width * column++,
          area.y + 12,
          11,
          "#6e9fff",
          "start",
          shorten(label, width - 6));
    }
    text(area.x + width * column, area.y + 12, 11, "#6e9fff", "start", "Value");
    List<Series> sorted =
        series.stream().sorted(Comparator.comparingDouble(each -> -each.last())).toList();
    for (int i = 0; i < Math.min(sorted.size(), (int) (area.height / 20) - 1); i++) {
      double y = area.y + 32 + i * 20;
      column = 0;
      for (String label : columns) {
        String value = sorted.get(i).labels().getOrDefault(label, "");
        text(area.x + width * column++, y, 11, "#ccccdc", "start", shorten(value, width - 6));
      }
      double value = sorted.get(i).last();
      String told = Units.tell(value, unit(defaults));
      text(area.x + width * column, y, 11, color(defaults, value), "start", told);
    }
  }

  /** Buckets are cumulative: what is in one is what the one below it does not have. */
  private void heatmap(Area area, JsonObject defaults, List<Series> series) {
    TreeMap<Double, Series> buckets = new TreeMap<>();
    for (Series each : series) {
      String le = each.labels().getOrDefault("le", "+Inf");
      buckets.put(le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le), each);
    }
    Area cells = new Area(area.x + 60, area.y, area.width - 60, area.height - 18);
    double height = cells.height / buckets.size();
    double width = cells.width / (PreviewData.STEPS + 1);
    List<double[]> rows = new ArrayList<>();
    double[] below = new double[PreviewData.STEPS + 1];
    double most = 0;
    for (Series bucket : buckets.values()) {
      double[] row = new double[below.length];
      for (int i = 0; i < row.length; i++) {
        double count = Double.isNaN(bucket.values().get(i)) ? 0 : bucket.values().get(i);
        row[i] = Math.max(0, count - below[i]);
        below[i] = count;
        most = Math.max(most, row[i]);
      }
      rows.add(row);
    }
    int at = 0;
    for (Double limit : buckets.keySet()) {
      double y = cells.y + cells.height - (at + 1) * height;
      double[] row = rows.get(at);
      for (int i = 0; i < row.length; i++) {
        if (row[i] > 0) {
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#ff7800\""
                      + " opacity=\"%.2f\"/>%n",
                  cells.x + i * width,
                  y + 0.5,
                  width,
                  height - 1,
                  0.15 + 0.85 * Math.sqrt(row[i] / most)));
        }
      }
      if (at % Math.max(1, (int) (16 / height + 1)) == 0) {
        String told = limit.isInfinite() ? "more" : Units.tell(limit, unit(defaults));
        text(cells.x - 6, y + height * 0.75, 10, "#8e8e98", "end", told);
      }
      at++;
    }
    times(cells);
  }

  private void states(Area area, List<Series> series) {
    double names = area.width * 0.25;
    Area room = new Area(area.x + names, area.y, area.width - names, area.height - 18);
    int shown = Math.min(series.size(), (int) (room.height / 12));
    double height = Math.min(26, room.height / shown);
    double width = room.width / (PreviewData.STEPS + 1);
    for (int i = 0; i < shown; i++) {
      Series each = series.get(i);
      double y = room.y + i * height;
      text(area.x, y + height * 0.7, 11, "#ccccdc", "start", shorten(each.name(), names - 6));
      int begin = 0;
      for (int at = 1; at <= PreviewData.STEPS + 1; at++) {
        boolean same =
            at <= PreviewData.STEPS && each.values().get(at).equals(each.values().get(begin));
        if (!same) {
          double value = each.values().get(begin);
          if (!Double.isNaN(value)) {
            String color = value == 0 ? "#2c3235" : "#56a64b";
            rectangle(room.x + begin * width, y + 1, (at - begin) * width, height - 2, color);
          }
          begin = at;
        }
      }
    }
    times(room);
  }

  private void lines(Area area, JsonObject defaults, List<Series> series) {
    List<String> legend = legend(series, area.width);
    Area plot =
        new Area(area.x + 56, area.y + 4, area.width - 62, area.height - 26 - 16 * legend.size());
    double least = 0;
    double most = 0;
    for (Series each : series) {
      for (double value : each.values()) {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
          most = Math.max(most, value);
          least = Math.min(least, value);
        }
      }
    }
    if (defaults.has("max")) {
      most = Math.max(most, defaults.get("max").getAsDouble());
    }
    JsonObject custom = defaults.getAsJsonObject("custom");
    if (custom.has("axisSoftMax")) {
      most = Math.max(most, custom.get("axisSoftMax").getAsDouble());
    }
    double tick = Units.tick((most - least) / 4, unit(defaults));
    double top = Math.max(tick, Math.ceil(most / tick) * tick);
    double bottom = Math.floor(least / tick) * tick;
    for (double value = bottom; value <= top + tick / 2; value += tick) {
      double y = plot.y + plot.height * (top - value) / (top - bottom);
      line(plot.x, y, plot.x + plot.width, y, "#2c3235", "");
      text(plot.x - 6, y + 4, 10, "#8e8e98", "end", Units.tell(value, unit(defaults)));
    }
    times(plot);
    for (int i = 0; i < series.size(); i++) {
      curve(plot, series.get(i), top, bottom, COLORS[i % COLORS.length]);
    }
    for (JsonElement each : defaults.getAsJsonObject("thresholds").getAsJsonArray("steps")) {
      JsonElement limit = each.getAsJsonObject().get("value");
      if (!limit.isJsonNull() && limit.getAsDouble() <= top && limit.getAsDouble() >= bottom) {
        double y = plot.y + plot.height * (top - limit.getAsDouble()) / (top - bottom);
        String color = each.getAsJsonObject().get("color").getAsString();
        line(
            plot.x,
            y,
            plot.x + plot.width,
            y,
            NAMED.getOrDefault(color, color),
            " stroke-dasharray=\"6 4\"");
      }
    }
    int at = 0;
    for (String line : legend) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" font-size=\"11\" fill=\"#ccccdc\">%s</text>%n",
              area.x,
              area.y + area.height - 16 * (legend.size() - 1 - at++) - 2,
              line));
    }
  }

  /** At most two lines of names, each with the mark of its colour. */
  private static List<String> legend(List<Series> series, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    double used = 0;
    for (int i = 0; i < series.size(); i++) {
      String name = shorten(series.get(i).name(), Math.min(260, width / 2));
      double needed = (name.length() + 4) * 6.2;
      if (used + needed > width - 60) {
        if (lines.size() == 1) {
          line.append("<tspan fill=\"#8e8e98\">+").append(series.size() - i).append("</tspan>");
          break;
        }
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      line.append("<tspan fill=\"")
          .append(COLORS[i % COLORS.length])
          .append("\">■ </tspan>")
          .append(escape(name))
          .append("\u2003");
      used += needed;
    }
    lines.add(line.toString());
    return lines;
  }

  private void curve(Area plot, Series series, double top, double bottom, String color) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i <= PreviewData.STEPS; i++) {
      double value = series.values().get(i);
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        drawing = false;
        continue;
      }
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f,%.1f",
              drawing ? "L" : "M",
              plot.x + plot.width * i / PreviewData.STEPS,
              plot.y + plot.height * (top - value) / (top - bottom)));
      drawing = true;
    }
    svg.append("<path d=\"")
        .append(path)
        .append("\" fill=\"none\" stroke-width=\"1.5\" stroke=\"")
        .append(color)
        .append("\"/>\n");
  }

  private void times(Area plot) {
    for (int i = 0; i <= 4; i++) {
      long at = data.from + (data.to - data.from) * i / 4;
      double x = plot.x + plot.width * i / 4;
      String anchor = i == 0 ? "start" : i == 4 ? "end" : "middle";
      String told = TIME.format(Instant.ofEpochSecond(at));
      text(x, plot.y + plot.height + 14, 10, "#8e8e98", anchor, told);
    }
  }

  private static double most(JsonObject defaults, List<Series> series) {
    if (defaults.has("max")) {
      return defaults.get("max").getAsDouble();
    }
    double most =
        series.stream().mapToDouble(Series::last).filter(value -> value > 0).max().orElse(1);
    for (JsonElement step : defaults.getAsJsonObject("thresholds").getAsJsonArray("steps")) {
      JsonElement limit = step.getAsJsonObject().get("value");
      most = limit.isJsonNull() ? most : Math.max(most, limit.getAsDouble());
    }
    return most;
  }

  private static String unit(JsonObject defaults) {
    return defaults.get("unit").getAsString();
  }

  private static String color(JsonObject defaults, double value) {
    String color = "green";
    for (JsonElement each : defaults.getAsJsonObject("thresholds").getAsJsonArray("steps")) {
      JsonObject step = each.getAsJsonObject();
      if (step.get("value").isJsonNull() || value >= step.get("value").getAsDouble()) {
        color = step.get("color").getAsString();
      }
    }
    return NAMED.getOrDefault(color, color);
  }

  private void line(double x1, double y1, double x2, double y2, String color, String more) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
            x1,
            y1,
            x2,
            y2,
            color,
            more));
  }

  private void rectangle(double x, double y, double width, double height, String color) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            Math.max(0, width),
            height,
            color));
  }

  private void text(double x, double y, double size, String color, String anchor, String content) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            size,
            color,
            anchor,
            escape(content)));
  }

  private static String shorten(String text, double width) {
    int most = Math.max(3, (int) (width / CHARACTER));
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
