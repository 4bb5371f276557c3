package dev.sonde.exporters.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of URL paths, and of names that are like them: {@code *} stands for any characters,
 * {@code {name}} for one segment.
 *
 * <pre>{@code
 * /checkout/*      /orders/{id}/items      *.css
 * }</pre>
 */
public final class PathPattern {

  private static final char ANY = '*';
  private static final char SEGMENT = '\0';

  /** The pattern's characters, each {@code {name}} as one {@link #SEGMENT}. */
  private final String pattern;

  PathPattern(String text) {
    StringBuilder compiled = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int close = c == '{' ? text.indexOf('}', i) : -1;
      compiled.append(close < 0 ? c : SEGMENT);
      i = Math.max(i, close);
    }
    pattern = compiled.toString();
  }

  public static List<PathPattern> all(Iterable<String> texts) {
    List<PathPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(new PathPattern(text));
    }
    return patterns;
  }

  /** Whether a path matches, its parameters ({@code ;jsessionid=…}) and query left aside. */
  public boolean matches(String path) {
    return matches(path, end(path));
  }

  private static int end(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';' || c == '?') {
        return i;
      }
    }
    return path.length();
  }

  /** Goes back to the last star only, so that the time is bounded by the product of the lengths. */
  private boolean matches(String path, int end) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < end) {
      char expected = p < pattern.length() ? pattern.charAt(p) : '\1';
      if (expected == ANY) {
        star = p++;
        resume = n;
      } else if (expected == SEGMENT && path.charAt(n) != '/') {
        p++;
        n = endOfSegment(path, n, end);
      } else if (expected == path.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY) {
      p++;
    }
    return p == pattern.length();
  }

  private static int endOfSegment(String path, int start, int end) {
    int slash = path.indexOf('/', start);
    return slash < 0 || slash > end ? end : slash;
  }
}
