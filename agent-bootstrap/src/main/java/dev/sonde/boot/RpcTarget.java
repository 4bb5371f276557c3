package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel leads to, by what the application made it with: nothing is resolved.
 *
 * <pre>
 *   shop:8443   dns:///shop:8443   dns://1.1.1.1/shop:8443     shop, 8443
 *   directaddress:///localhost/127.0.0.1:8443                  localhost, 8443
 *   unix:///run/shop.sock                                      /run/shop.sock
 *   xds:///shop                                                shop
 * </pre>
 */
public final class RpcTarget implements Kept {

  public static final RpcTarget UNKNOWN = new RpcTarget(null, 0);

  public final @Nullable String address;

  /** 0 where there is none. */
  public final int port;

  /** The port as a label; null where there is none. */
  public final @Nullable String portText;

  private RpcTarget(@Nullable String address, int port) {
    this.address = address;
    this.port = port;
    this.portText = port == 0 ? null : Integer.toString(port);
  }

  public static RpcTarget of(@Nullable String target) {
    if (target == null || target.isEmpty()) {
      return UNKNOWN;
    }
    String path = target;
    int scheme = target.indexOf("://");
    if (scheme > 0) {
      int slash = target.indexOf('/', scheme + 3);
      path = slash < 0 ? target.substring(scheme + 3) : target.substring(slash + 1);
      if (target.startsWith("unix:")) {
        return new RpcTarget('/' + path, 0);
      }
      if (target.startsWith("directaddress:")) {
        path = socket(path);
      }
    } else if (target.startsWith("unix:")) {
      return new RpcTarget(target.substring("unix:".length()), 0);
    } else if (target.startsWith("dns:")) {
      path = target.substring("dns:".length());
    }
    return hostAndPort(path);
  }

  /** What the client was told of a socket's {@code name/address:port}. */
  private static String socket(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return text;
    }
    int port = text.lastIndexOf(':');
    return slash == 0 || port < slash
        ? text.substring(slash + 1)
        : text.substring(0, slash) + text.substring(port);
  }

  private static RpcTarget hostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    int port = colon < 0 ? 0 : number(text, colon + 1);
    boolean isAlone = port == 0 || (text.indexOf(':') != colon && text.charAt(colon - 1) != ']');
    String host = isAlone ? text : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return host.isEmpty() ? UNKNOWN : new RpcTarget(host, isAlone ? 0 : port);
  }

  /** A port, or 0 for what is none. */
  private static int number(String text, int from) {
    int number = 0;
    for (int i = from; i < text.length() && number < 1 << 16; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      number = 10 * number + digit;
    }
    return number < 1 << 16 ? number : 0;
  }
}
