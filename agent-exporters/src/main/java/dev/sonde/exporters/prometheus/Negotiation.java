package dev.sonde.exporters.prometheus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client would have, read from {@code Accept} and {@code Accept-Encoding}. */
final class Negotiation {

  private static final float ABSENT = -1;

  private Negotiation() {}

  /**
   * The format that the client likes best, text when it likes none: a scraper that asks for
   * something else is served better with text than with an error.
   */
  static Format format(@Nullable String accept) {
    if (accept == null) {
      return Format.TEXT;
    }
    float openMetrics = 0;
    float text = ABSENT;
    float anything = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      float quality = quality(parts);
      String version = parameter(parts, "version");
      switch (parts[0].trim()) {
        case "application/openmetrics-text":
          if (version == null || version.equals("1.0.0")) {
            openMetrics = Math.max(openMetrics, quality);
          }
          break;
        case "text/plain":
          if (version == null || version.equals("0.0.4")) {
            text = Math.max(text, quality);
          }
          break;
        case "text/*":
        case "*/*":
          anything = Math.max(anything, quality);
          break;
        default:
          break;
      }
    }
    float plain = text == ABSENT ? anything : text;
    return openMetrics > 0 && openMetrics >= plain ? Format.OPENMETRICS : Format.TEXT;
  }

  static boolean gzip(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    float gzip = ABSENT;
    float anything = 0;
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.split(";", -1);
      switch (parts[0].trim()) {
        case "gzip":
        case "x-gzip":
          gzip = quality(parts);
          break;
        case "*":
          anything = quality(parts);
          break;
        default:
          break;
      }
    }
    return gzip == ABSENT ? anything > 0 : gzip > 0;
  }

  private static float quality(String[] parts) {
    String quality = parameter(parts, "q");
    if (quality == null) {
      return 1;
    }
    try {
      float value = Float.parseFloat(quality);
      return value >= 0 && value <= 1 ? value : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable String parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0 && parts[i].substring(0, equals).trim().equals(name)) {
        return parts[i].substring(equals + 1).replace('"', ' ').trim();
      }
    }
    return null;
  }
}
