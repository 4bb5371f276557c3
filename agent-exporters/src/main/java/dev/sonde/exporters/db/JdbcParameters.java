package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/** The parameters at the end of a URL: {@code a=b;c={d;e}}, {@code a=b&c=d}. */
final class JdbcParameters {

  private final String text;

  JdbcParameters(String text) {
    this.text = text;
  }

  /** The value of the first of the names that is there, in any case. */
  @Nullable String first(String... names) {
    for (String name : names) {
      String value = get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private @Nullable String get(String name) {
    int at = 0;
    while (at < text.length()) {
      int key = at;
      while (key < text.length() && isBetween(text.charAt(key))) {
        key++;
      }
      int sign = key;
      while (sign < text.length() && text.charAt(sign) != '=' && !isBetween(text.charAt(sign))) {
        sign++;
      }
      if (sign >= text.length() || text.charAt(sign) != '=') {
        at = sign;
        continue;
      }
      int end = valueEnd(sign + 1);
      if (text.substring(key, sign).trim().equalsIgnoreCase(name)) {
        return value(sign + 1, end);
      }
      at = end;
    }
    return null;
  }

  private static boolean isBetween(char c) {
    return c == ';' || c == '&' || c == '?';
  }

  /** The end of a value; in braces, a separator and two closing braces are part of it. */
  private int valueEnd(int from) {
    boolean braces = from < text.length() && text.charAt(from) == '{';
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (braces && c == '}') {
        if (i + 1 >= text.length() || text.charAt(i + 1) != '}') {
          return i + 1;
        }
        i++;
      } else if (!braces && isBetween(c)) {
        return i;
      }
      i++;
    }
    return i;
  }

  private String value(int from, int end) {
    boolean braces = end - from >= 2 && text.charAt(from) == '{' && text.charAt(end - 1) == '}';
    return braces ? text.substring(from + 1, end - 1) : text.substring(from, end).trim();
  }
}
