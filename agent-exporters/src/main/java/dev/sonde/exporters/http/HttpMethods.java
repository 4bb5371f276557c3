package dev.sonde.exporters.http;

import org.jspecify.annotations.Nullable;

/** The request methods that the conventions know, the frequent ones first; all others are one. */
final class HttpMethods {

  static final String OTHER = "_OTHER";

  private static final String[] KNOWN = {
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "QUERY", "CONNECT", "TRACE", OTHER
  };

  private static final int LAST = KNOWN.length - 1;

  private HttpMethods() {}

  static int count() {
    return KNOWN.length;
  }

  /** The place of a method, by its exact name. */
  static int index(@Nullable String method) {
    if (method != null) {
      for (int i = 0; i < LAST; i++) {
        if (KNOWN[i].equals(method)) {
          return i;
        }
      }
    }
    return LAST;
  }

  static String name(int index) {
    return KNOWN[index];
  }
}
