package dev.sonde.exporters.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the proxies in front of this process tell of a request, the one that the client talked to
 * first.
 */
public final class Forwarded {

  private Forwarded() {}

  /**
   * A parameter of the first element of a {@code Forwarded} header, for example {@code proto}.
   *
   * @param name in lower case
   */
  public static @Nullable String parameter(@Nullable String header, String name) {
    int at = 0;
    int length = header == null ? 0 : header.length();
    while (header != null && at < length) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      boolean wanted = header.substring(at, equals).trim().toLowerCase(Locale.ROOT).equals(name);
      int start = equals + 1;
      boolean quoted = start < length && header.charAt(start) == '"';
      int end = quoted ? header.indexOf('"', start + 1) : endOfToken(header, start);
      if (end < 0) {
        return null;
      }
      if (wanted) {
        return present(header.substring(quoted ? start + 1 : start, end));
      }
      int next = endOfToken(header, end);
      if (next < length && header.charAt(next) == ',') {
        return null;
      }
      at = next + 1;
    }
    return null;
  }

  private static int endOfToken(String header, int start) {
    for (int i = start; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == ';' || c == ',') {
        return i;
      }
    }
    return header.length();
  }

  /** The first element of an {@code X-Forwarded-…} header. */
  public static @Nullable String first(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int comma = header.indexOf(',');
    return present(comma < 0 ? header : header.substring(0, comma));
  }

  private static @Nullable String present(String value) {
    String trimmed = value.trim();
    return trimmed.isEmpty() ? null : trimmed;
  }

  /** The address of {@code address}, {@code address:port} or {@code [address]:port}. */
  public static String address(String node) {
    if (node.startsWith("[")) {
      int close = node.indexOf(']');
      return close < 0 ? node : node.substring(1, close);
    }
    int colon = node.indexOf(':');
    return colon < 0 || colon != node.lastIndexOf(':') ? node : node.substring(0, colon);
  }

  /** The port of {@code address:port} or {@code [address]:port}; -1 where there is none. */
  public static int port(String node) {
    int close = node.startsWith("[") ? node.indexOf(']') : 0;
    int colon = close < 0 ? -1 : node.indexOf(':', close);
    if (colon < 0 || colon != node.lastIndexOf(':')) {
      return -1;
    }
    int port = 0;
    for (int i = colon + 1; i < node.length(); i++) {
      int digit = node.charAt(i) - '0';
      if (digit < 0 || digit > 9 || port > 65535) {
        return -1;
      }
      port = 10 * port + digit;
    }
    return port > 0 && port <= 65535 ? port : -1;
  }
}
