package dev.sonde.exporters.otlp;

import java.util.Locale;

/**
 * The path of a URL without the session that servers write into it for clients without cookies,
 * {@code /cart;jsessionid=…}.
 */
final class UrlPath {

  private static final String[] SENSITIVE = {"sess", "sid", "token"};

  private UrlPath() {}

  /** The path alone, of a target that has host and credentials before it. */
  static String withoutAuthority(String target) {
    int authority = target.startsWith("/") ? -1 : target.indexOf("://");
    if (authority < 0) {
      return target;
    }
    int root = target.indexOf('/', authority + 3);
    return root < 0 ? "/" : target.substring(root);
  }

  static CharSequence redacted(String path) {
    int semicolon = path.indexOf(';');
    if (semicolon < 0) {
      return path;
    }
    StringBuilder redacted = new StringBuilder(path.length() + 16);
    int copied = 0;
    while (semicolon >= 0) {
      int end = endOfParameter(path, semicolon + 1);
      int equals = path.indexOf('=', semicolon);
      if (equals >= 0 && equals < end && isSensitive(path.substring(semicolon + 1, equals))) {
        redacted.append(path, copied, equals + 1).append("REDACTED");
        copied = end;
      }
      semicolon = path.indexOf(';', semicolon + 1);
    }
    return redacted.append(path, copied, path.length());
  }

  private static int endOfParameter(String path, int start) {
    for (int i = start; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';' || c == '/') {
        return i;
      }
    }
    return path.length();
  }

  private static boolean isSensitive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String part : SENSITIVE) {
      if (lower.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
