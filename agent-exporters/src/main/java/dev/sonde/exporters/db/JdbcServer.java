package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/** The first host of a URL, and its port. */
final class JdbcServer {

  static final JdbcServer NONE = new JdbcServer(null, 0);

  final @Nullable String address;

  /** The port that is written, or 0. */
  final int port;

  private JdbcServer(@Nullable String address, int port) {
    this.address = address;
    this.port = port;
  }

  /**
   * Reads {@code host:port}, {@code [::1]:port}, {@code (host=h)(port=p)}, and lists of them. What
   * has another character than names have, or no number for a port, may be part of a password, and
   * is none.
   */
  static JdbcServer of(String authority) {
    if (authority.startsWith("(") || authority.regionMatches(true, 0, "address=(", 0, 9)) {
      return described(authority);
    }
    int comma = authority.indexOf(',');
    String first = (comma < 0 ? authority : authority.substring(0, comma)).trim();
    int close = first.startsWith("[") ? first.indexOf(']') : -1;
    int colon = first.indexOf(':', Math.max(close, 0));
    if (close < 0 && colon >= 0 && first.indexOf(':', colon + 1) >= 0) {
      return isNumeric(first) ? new JdbcServer(first, 0) : NONE;
    }
    String host = colon < 0 ? first : first.substring(0, colon);
    String port = colon < 0 ? "" : first.substring(colon + 1);
    return of(close < 0 ? host : host.substring(1, close), port);
  }

  /** Reads the keys HOST and PORT of a description, whatever is around them. */
  static JdbcServer described(String description) {
    String host = described(description, "host");
    String port = described(description, "port");
    return of(host == null ? "" : host, port == null ? "" : port);
  }

  /** The value of a key in {@code (key = value)} or {@code (a=b, key=value)}. */
  static @Nullable String described(String description, String key) {
    int at = 0;
    while (at < description.length()) {
      int name = at;
      while (name < description.length() && description.charAt(name) <= ' ') {
        name++;
      }
      int sign = name + key.length();
      if (description.regionMatches(true, name, key, 0, key.length())) {
        while (sign < description.length() && description.charAt(sign) <= ' ') {
          sign++;
        }
        if (sign < description.length() && description.charAt(sign) == '=') {
          return description.substring(sign + 1, keyStart(description, sign + 1) - 1).trim();
        }
      }
      at = keyStart(description, name);
    }
    return null;
  }

  /** The place after the next parenthesis or comma. */
  private static int keyStart(String text, int from) {
    int i = from;
    while (i < text.length() && "(),".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i + 1;
  }

  private static JdbcServer of(String host, String port) {
    boolean named = !host.isEmpty() && port.length() <= 5;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      named &= c > ' ' && "/\\@=()[]{}<>\"'`;,?#&!$|^~*".indexOf(c) < 0;
    }
    int number = 0;
    for (int i = 0; i < port.length() && named; i++) {
      char c = port.charAt(i);
      named = c >= '0' && c <= '9';
      number = number * 10 + c - '0';
    }
    return named && number <= 65535 ? new JdbcServer(host, number) : NONE;
  }

  /** Whether this may be an address of IP version 6 without brackets. */
  private static boolean isNumeric(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
