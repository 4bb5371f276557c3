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

  /**
   * Whether a URL may be made of it: what a thread sends first need not be the request that it was
   * given the template for.
   *
   * @param url null where nobody knows it
   */
  static boolean fits(String path, @Nullable String url) {
    if (url == null) {
      return true;
    }
    int from = Math.max(0, url.indexOf("://"));
    int start = 0;
    for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', start)) {
      from = after(url, path.substring(start, open), from);
      start = path.indexOf('}', open) + 1;
      if (from < 0 || start == 0) {
        return false;
      }
    }
    return after(url, path.substring(start), from) >= 0;
  }

  private static int after(String text, String part, int from) {
    int found = text.indexOf(part, from);
    return found < 0 ? -1 : found + part.length();
  }

  private static boolean isEnd(char c) {
    return c == '?' || c == '#';
  }
}
