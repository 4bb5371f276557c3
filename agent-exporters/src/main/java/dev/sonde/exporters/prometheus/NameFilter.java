package dev.sonde.exporters.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code name[]} parameters of a query. */
final class NameFilter {

  private static final String PARAMETER = "name[]";

  private NameFilter() {}

  /** The names that a query asks for, empty for all. */
  static Set<String> names(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Collections.emptySet();
    }
    Set<String> names = new HashSet<>();
    int start = 0;
    while (start <= query.length()) {
      int ampersand = query.indexOf('&', start);
      int end = ampersand < 0 ? query.length() : ampersand;
      String pair = query.substring(start, end);
      int equals = pair.indexOf('=');
      if (equals >= 0 && decoded(pair.substring(0, equals)).equals(PARAMETER)) {
        names.add(decoded(pair.substring(equals + 1)));
      }
      start = end + 1;
    }
    return names;
  }

  /** A text without percent encoding; what is not proper encoding stays as it is. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
      int low = high < 0 ? -1 : hex(text.charAt(i + 2));
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    try {
      return bytes.toString("UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
