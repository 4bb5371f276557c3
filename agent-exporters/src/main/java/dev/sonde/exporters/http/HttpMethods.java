package dev.sonde.exporters.http;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request methods that are known, the frequent ones first; all others are one. */
final class HttpMethods {

  static final String OTHER = "_OTHER";

  /** So many that no list of methods bears a series for each of what anybody may send. */
  private static final int MOST = 50;

  private final String[] names;

  HttpMethods(Collection<String> known) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String name : known) {
      if (distinct.size() < MOST && !name.equals(OTHER)) {
        distinct.add(name);
      }
    }
    distinct.add(OTHER);
    names = distinct.toArray(new String[0]);
  }

  int count() {
    return names.length;
  }

  /** The place of a method, by its exact name. */
  int index(@Nullable String method) {
    int last = names.length - 1;
    if (method != null) {
      for (int i = 0; i < last; i++) {
        if (names[i].equals(method)) {
          return i;
        }
      }
    }
    return last;
  }

  String name(int index) {
    return names[index];
  }
}
