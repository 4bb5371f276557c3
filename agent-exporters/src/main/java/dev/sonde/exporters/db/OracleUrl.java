package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/**
 * What follows {@code jdbc:oracle:}.
 *
 * <pre>
 * thin:user/password@//host:1521/service:server/instance?a=b
 * thin:@host:1521:sid
 * thin:@(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=s)))
 * thin:@ldap://directory:389/service,cn=OracleContext
 * thin:@alias
 * </pre>
 */
final class OracleUrl {

  private OracleUrl() {}

  static JdbcUrl read(String rest) {
    int description = rest.lastIndexOf("@(");
    if (description >= 0) {
      return described(rest.substring(description + 1));
    }
    int parameters = rest.indexOf('?');
    int at = rest.lastIndexOf('@', parameters < 0 ? rest.length() : parameters);
    if (at < 0) {
      at = parameters < 0 ? -1 : rest.indexOf('@');
      parameters = rest.indexOf('?', Math.max(0, at));
    }
    if (at < 0) {
      return of(null, JdbcServer.NONE);
    }
    return connected(rest.substring(at + 1, parameters < 0 ? rest.length() : parameters).trim());
  }

  private static JdbcUrl described(String description) {
    String service = JdbcServer.described(description, "service_name");
    String name = service == null ? JdbcServer.described(description, "sid") : service;
    return of(name, JdbcServer.described(description));
  }

  private static JdbcUrl connected(String text) {
    int slashes = text.indexOf("//");
    String server = slashes < 0 ? text : text.substring(slashes + 2);
    int slash = server.indexOf('/');
    if (text.regionMatches(true, 0, "ldap", 0, 4) && slashes > 0) {
      return of(slash < 0 ? null : upTo(server.substring(slash + 1), ", "), JdbcServer.NONE);
    }
    if (slash >= 0) {
      String service = upTo(server.substring(slash + 1), ":/;");
      return of(service, JdbcServer.of(server.substring(0, slash)));
    }
    int sid = server.lastIndexOf(':');
    int bracket = server.indexOf(']');
    int port = server.indexOf(':', Math.max(0, bracket));
    if (port >= 0 && port < sid) {
      return of(server.substring(sid + 1), JdbcServer.of(server.substring(0, sid)));
    }
    boolean alias = slashes < 0 && sid < 0 && server.indexOf(',') < 0;
    return alias ? of(server, JdbcServer.NONE) : of(null, JdbcServer.of(server));
  }

  private static String upTo(String text, String ends) {
    int i = 0;
    while (i < text.length() && ends.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return text.substring(0, i);
  }

  private static JdbcUrl of(@Nullable String name, JdbcServer server) {
    int port = server.port > 0 ? server.port : JdbcVendor.ORACLE.port;
    return new JdbcUrl(JdbcVendor.ORACLE, name, server.address, port);
  }
}
