package dev.sonde.exporters.operations;

import java.util.Locale;

/** Values as Grafana's units tell them. */
final class Units {

  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final String[] THOUSANDS = {"", " K", " Mil", " Bil"};

  private static final double[] SECONDS = {
    30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400
  };

  private Units() {}

  static String tell(double value, String unit) {
    if (Double.isNaN(value)) {
      return "";
    }
    return switch (unit) {
      case "percentunit" -> number(value * 100) + "%";
      case "s" -> seconds(value);
      case "d" -> number(value) + " days";
      case "bytes" -> scaled(value, 1024, BYTES, " ");
      case "Bps" -> scaled(value, 1024, BYTES, " ") + "/s";
      case "reqps" -> number(value) + " req/s";
      case "ops" -> number(value) + " ops/s";
      default -> scaled(value, 1000, THOUSANDS, "");
    };
  }

  private static String seconds(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0 s";
    }
    if (size < 1e-3) {
      return number(value * 1e6) + " µs";
    }
    if (size < 1) {
      return number(value * 1e3) + " ms";
    }
    if (size < 120) {
      return number(value) + " s";
    }
    return size < 7200 ? number(value / 60) + " min" : number(value / 3600) + " h";
  }

  private static String scaled(double value, double factor, String[] names, String space) {
    int at = 0;
    double left = value;
    while (Math.abs(left) >= factor && at < names.length - 1) {
      left /= factor;
      at++;
    }
    return number(left) + (value == 0 && space.isEmpty() ? "" : space + names[at]);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3g", value);
    return text.contains(".") && !text.contains("e")
        ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
        : text;
  }

  /** A round step of an axis, near a wanted one. */
  static double tick(double wanted, String unit) {
    if (wanted <= 0) {
      return 1;
    }
    if (unit.equals("s") && wanted > 20) {
      return SECONDS[Math.min(below(wanted), SECONDS.length - 1)];
    }
    double base = unit.equals("bytes") || unit.equals("Bps") ? 1024 : 1000;
    double power = Math.pow(base, Math.floor(Math.log(wanted) / Math.log(base)));
    double decade = Math.pow(10, Math.floor(Math.log10(wanted / power)));
    double step = power * decade;
    for (double factor : new double[] {1, 2, 5, 10}) {
      if (step * factor >= wanted) {
        return step * factor > 500 * power ? base * power : step * factor;
      }
    }
    return step * 10;
  }

  private static int below(double wanted) {
    int at = 0;
    while (at < SECONDS.length && SECONDS[at] < wanted) {
      at++;
    }
    return at;
  }
}
