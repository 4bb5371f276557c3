package dev.sonde.exporters.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a URL without the values that let whoever reads them act as somebody else. */
final class UrlQuery {

  private final String[] sensitive;

  /**
   * @param sensitive the parameters whose values are not shown
   */
  UrlQuery(List<String> sensitive) {
    this.sensitive = sensitive.toArray(new String[0]);
  }

  CharSequence redacted(String query) {
    StringBuilder redacted = null;
    int copied = 0;
    int start = 0;
    while (start < query.length()) {
      int ampersand = query.indexOf('&', start);
      int end = ampersand < 0 ? query.length() : ampersand;
      int equals = query.indexOf('=', start);
      if (equals >= 0 && equals < end && isSensitive(query, start, equals)) {
        redacted = appended(redacted, query, copied, equals + 1).append("REDACTED");
        copied = end;
      }
      start = end + 1;
    }
    return redacted == null ? query : appended(redacted, query, copied, query.length());
  }

  private static StringBuilder appended(
      @Nullable StringBuilder to, String query, int start, int end) {
    StringBuilder target = to == null ? new StringBuilder(query.length() + 16) : to;
    return target.append(query, start, end);
  }

  private boolean isSensitive(String query, int start, int end) {
    for (String name : sensitive) {
      if (matches(query, start, end, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a key is {@code name}, in any case and however it is percent-encoded. */
  private static boolean matches(String query, int start, int end, String name) {
    int at = start;
    for (int i = 0; i < name.length(); i++) {
      if (at >= end) {
        return false;
      }
      int c = query.charAt(at);
      if (c == '%' && at + 2 < end) {
        c =
            Character.digit(query.charAt(at + 1), 16) << 4
                | Character.digit(query.charAt(at + 2), 16);
        at += 2;
      }
      if (lower(c) != lower(name.charAt(i))) {
        return false;
      }
      at++;
    }
    return at == end;
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
