package dev.sonde.exporters.http;

import org.jspecify.annotations.Nullable;

/** The versions of HTTP. */
final class HttpVersions {

  private static final String[] KNOWN = {"1.1", "2", "1.0", "3"};

  private HttpVersions() {}

  /** The version if there is such a one, else null. */
  static @Nullable String known(@Nullable String version) {
    if (version != null) {
      for (String known : KNOWN) {
        if (known.equals(version)) {
          return known;
        }
      }
    }
    return null;
  }
}
