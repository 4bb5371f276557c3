package dev.sonde.exporters.otlp;

import org.jspecify.annotations.Nullable;

/** A template that URLs are made of, {@code http://{host}/orders/{id}?sort={sort}}. */
final class UriTemplate {

  private UriTemplate() {}

  /**
   * The template of the path; null where there is no variable in it, which may be a URL that was
   * made elsewhere.
   */
  static @Nullable String path(String template) {
    int authority = template.indexOf("://");
    int start = authority < 0 ? 0 : template.indexOf('/', authority + 3);
    if (start < 0) {
      return null;
    }
    int end = start;
    int depth = 0;
    boolean variable = false;
    while (end < template.length() && (depth > 0 || !isEnd(template.charAt(end)))) {
      char c = template.charAt(end);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      variable |= c == '{';
      end++;
    }
    return variable ? template.substring(start, end) : null;
  }

  private static boolean isEnd(char c) {
    return c == '?' || c == '#';
  }
}
