package dev.sonde.exporters.otlp;

/** A whole URL without what lets whoever reads it act as somebody else. */
final class UrlFull {

  private static final String SCHEME_END = "://";
  private static final String REDACTED = "REDACTED:REDACTED@";

  private final UrlQuery queries;

  UrlFull(UrlQuery queries) {
    this.queries = queries;
  }

  /** The URL without credentials, sessions, and the values of sensitive parameters. */
  String redacted(String url) {
    int authority = url.indexOf(SCHEME_END);
    int start = authority < 0 ? 0 : authority + SCHEME_END.length();
    int path = first(url, start, '/', '?', '#');
    int fragment = first(url, path, '#', '#', '#');
    int query = Math.min(fragment, first(url, path, '?', '?', '#'));
    StringBuilder redacted = new StringBuilder(url.length() + 16).append(url, 0, start);
    int at = authority < 0 ? -1 : url.lastIndexOf('@', path - 1);
    if (at >= start) {
      redacted.append(REDACTED);
      redacted.append(url, at + 1, path);
    } else {
      redacted.append(url, start, path);
    }
    redacted.append(UrlPath.redacted(url.substring(path, query)));
    parameters(url, query, fragment, redacted);
    parameters(url, fragment, url.length(), redacted);
    return redacted.toString();
  }

  /** Adds a query or a fragment with the character that it begins with. */
  private void parameters(String url, int start, int end, StringBuilder to) {
    if (start < end) {
      to.append(url.charAt(start)).append(queries.redacted(url.substring(start + 1, end)));
    }
  }

  /** Where the first of three characters is; the URL's end where none is. */
  private static int first(String url, int start, char a, char b, char c) {
    for (int i = start; i < url.length(); i++) {
      char each = url.charAt(i);
      if (each == a || each == b || each == c) {
        return i;
      }
    }
    return url.length();
  }
}
