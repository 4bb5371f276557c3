package dev.sonde.exporters.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a receiver listens: {@code https://collector:4318/v1/traces}. */
public final class Address {

  private final boolean secure;
  private final String host;
  private final int port;
  private final String authority;
  private final String path;

  private Address(boolean secure, String host, int port, String authority, String path) {
    this.secure = secure;
    this.host = host;
    this.port = port;
    this.authority = authority;
    this.path = path;
  }

  /**
   * The address that a text stands for, or null. The scheme may be left out and is {@code http}
   * then; a user name or password is dropped.
   */
  public static @Nullable Address parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return null;
      }
    }
    boolean secure = false;
    String rest = text;
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      String name = text.substring(0, scheme).toLowerCase(Locale.ROOT);
      secure = name.equals("https");
      if (!secure && !name.equals("http")) {
        return null;
      }
      rest = text.substring(scheme + 3);
    }
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    int fragment = rest.indexOf('#');
    String path = rest.substring(end, fragment < 0 ? rest.length() : fragment);
    String authority = rest.substring(0, end);
    return of(
        secure,
        authority.substring(authority.lastIndexOf('@') + 1),
        path.startsWith("?") ? "/" + path : path);
  }

  private static @Nullable Address of(boolean secure, String authority, String path) {
    int hostEnd = authority.indexOf(']') + 1;
    int colon = authority.indexOf(':', hostEnd);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = secure ? 443 : 80;
    if (colon >= 0) {
      try {
        port = Integer.parseInt(authority.substring(colon + 1));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || host.indexOf('[') >= 0 || port < 1 || port > 65535) {
      return null;
    }
    return new Address(secure, host, port, authority, path);
  }

  /** The same receiver with another path. */
  public Address withPath(String newPath) {
    return new Address(secure, host, port, authority, newPath);
  }

  /** True for TLS. */
  public boolean secure() {
    return secure;
  }

  /** A name or an IP address, without brackets. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Host and port as requests name them. */
  public String authority() {
    return authority;
  }

  /** Path and query, empty or starting with a slash. */
  public String path() {
    return path;
  }

  /** For people: without the query, which may hold a secret. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return (secure ? "https://" : "http://")
        + authority
        + (query < 0 ? path : path.substring(0, query));
  }
}
