package dev.sonde.exporters.otlp;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Paths with placeholders for the segments that look like an id, {@code /orders/{number}} for
 * {@code /orders/42}. There is a bounded number of distinct ones; whoever invents paths gets none.
 *
 * <p>Not for use by several threads.
 */
final class UrlTemplates {

  private static final int MOST = 1000;
  private static final int MOST_SEGMENTS = 12;
  private static final int LONGEST_WORD = 40;
  private static final int SHORTEST_HEX = 8;
  private static final int UUID_LENGTH = 36;

  private final Set<String> known = new HashSet<>();

  /** The template of a path, or null where there are too many. */
  @Nullable String of(String path) {
    String template = template(path);
    if (known.size() >= MOST) {
      return known.contains(template) ? template : null;
    }
    known.add(template);
    return template;
  }

  private static String template(String path) {
    StringBuilder template = new StringBuilder(64);
    int start = path.startsWith("/") ? 1 : 0;
    int segments = 0;
    while (start <= path.length()) {
      if (++segments > MOST_SEGMENTS) {
        return template.append("/*").toString();
      }
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      template.append('/');
      append(template, path, start, endOfName(path, start, end));
      start = end + 1;
    }
    return template.toString();
  }

  /** Where the parameters of a segment begin, {@code ;jsessionid=…}. */
  private static int endOfName(String path, int start, int end) {
    int semicolon = path.indexOf(';', start);
    return semicolon < 0 || semicolon > end ? end : semicolon;
  }

  private static void append(StringBuilder template, String path, int start, int end) {
    int digits = 0;
    int hex = 0;
    int dashes = 0;
    boolean mail = false;
    for (int i = start; i < end; i++) {
      char c = path.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      hex += Character.digit(c, 16) >= 0 && c < 128 ? 1 : 0;
      dashes += c == '-' ? 1 : 0;
      mail |= c == '@' || (c == '%' && path.startsWith("%40", i));
    }
    int length = end - start;
    if (length > 0 && digits == length) {
      template.append("{number}");
    } else if (length == UUID_LENGTH && dashes == 4 && hex == UUID_LENGTH - 4) {
      template.append("{uuid}");
    } else if (length >= SHORTEST_HEX && hex + dashes == length && digits > 0) {
      template.append("{hex}");
    } else if (mail) {
      template.append("{email}");
    } else if (length > LONGEST_WORD || 2 * digits > length) {
      template.append("{text}");
    } else {
      template.append(path, start, end);
    }
  }
}
