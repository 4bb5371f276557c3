package dev.sonde.exporters.db;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of what no span shows the values of: columns, parameters, procedures, tables. A star
 * stands for any characters; large and small letters are the same.
 */
final class Redaction {

  /** Alone in the list, for an empty one. */
  private static final String NONE = "none";

  private final String[] patterns;

  Redaction(List<String> names) {
    List<String> all = new ArrayList<>(names);
    if (all.size() == 1 && all.get(0).equals(NONE)) {
      all.clear();
    }
    patterns = all.toArray(new String[0]);
  }

  boolean isEmpty() {
    return patterns.length == 0;
  }

  boolean hides(CharSequence text, int start, int end) {
    for (String pattern : patterns) {
      if (matches(pattern, text, start, end)) {
        return true;
      }
    }
    return false;
  }

  /** Goes back to the last star only, so that the time is bounded by the product of the lengths. */
  private static boolean matches(String pattern, CharSequence text, int start, int end) {
    int p = 0;
    int n = start;
    int star = -1;
    int resume = start;
    while (n < end) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length() && isSame(pattern.charAt(p), text.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean isSame(char a, char b) {
    return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
