package dev.sonde.exporters.trace;

import org.jspecify.annotations.Nullable;

/** The header {@code baggage} of W3C Baggage, handed on as it is or not at all. */
final class Baggage {

  private static final int MOST_BYTES = 8192;

  private Baggage() {}

  /** A header as it may be handed on; null when it is empty, too long or not printable ASCII. */
  static @Nullable String read(@Nullable String header) {
    if (header == null || header.length() > MOST_BYTES) {
      return null;
    }
    boolean hasMember = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        return null;
      }
      hasMember |= c == '=';
    }
    return hasMember ? header : null;
  }
}
