package dev.sonde.exporters.db;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes a URL apart by its vendor's rules.
 *
 * <pre>
 * jdbc:p6spy:mysql:replication://u:p@h1:3306,h2/shop?a=b
 *      wrapper    mode             authority     path parameters
 * </pre>
 */
final class JdbcUrlReader {

  private static final int MOST_WRAPPERS = 8;

  private final JdbcVendor vendor;
  private final String scheme;

  /** Whether the host stands for a container whose address the URL does not have. */
  private final boolean container;

  /** What comes before the slashes, without the wrappers and the vendor. */
  private final String mode;

  private final String authority;
  private final String path;
  private final JdbcParameters parameters;

  private JdbcUrlReader(JdbcVendor vendor, String scheme, String rest, boolean container) {
    this.vendor = vendor;
    this.scheme = scheme;
    this.container = container;
    int slashes = slashes(rest);
    int from = slashes < 0 ? 0 : slashes + 2;
    int stop = firstOf(rest, from, ";?");
    int server = slashes < 0 ? from : afterUser(rest, from, stop);
    stop = Math.max(stop, server > stop ? firstOf(rest, server, ";?") : stop);
    int slash = slashes < 0 ? from : firstOf(rest, server, "/;?");
    mode = slashes < 0 ? "" : rest.substring(0, slashes);
    authority = rest.substring(server, slash);
    path = rest.substring(slash, stop);
    parameters = new JdbcParameters(rest.substring(stop));
  }

  static JdbcUrl read(String url) {
    String rest = url.trim();
    boolean container = false;
    for (int i = 0; i < MOST_WRAPPERS; i++) {
      int colon = rest.indexOf(':');
      String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!isWrapper(scheme)) {
        return read(scheme, rest.substring(colon + 1), container);
      }
      container |= scheme.equals("tc");
      rest = rest.substring(colon + 1);
    }
    return read("", "", false);
  }

  private static boolean isWrapper(String scheme) {
    switch (scheme) {
      case "jdbc":
      case "jdbc-secretsmanager":
      case "p6spy":
      case "otel":
      case "tracing":
      case "opentracing":
      case "tc":
      case "aws-wrapper":
      case "datadirect":
      case "log4jdbc":
      case "spy":
      case "wrapper":
      case "weblogic":
      case "pivotal":
      case "jtds":
        return true;
      default:
        return false;
    }
  }

  private static JdbcUrl read(String scheme, String rest, boolean container) {
    JdbcVendor vendor = JdbcVendor.of(scheme);
    switch (vendor) {
      case ORACLE:
        return rest.startsWith("//")
            ? new JdbcUrlReader(vendor, scheme, rest, container).server()
            : OracleUrl.read(rest);
      case SYBASE:
        boolean tds = rest.regionMatches(true, 0, "Tds:", 0, 4);
        String server = tds ? "//" + rest.substring(4) : rest;
        return new JdbcUrlReader(vendor, scheme, server, container).server();
      case SQL_SERVER:
        return new JdbcUrlReader(vendor, scheme, rest, container).sqlServer();
      case H2:
      case HSQLDB:
      case DERBY:
      case SQLITE:
        return new JdbcUrlReader(vendor, scheme, rest, container).embedded();
      default:
        return new JdbcUrlReader(vendor, scheme, rest, container).server();
    }
  }

  /** The slashes before the authority; what is before them is nothing but words. */
  private static int slashes(String rest) {
    int i = 0;
    while (i < rest.length()
        && (Character.isLetterOrDigit(rest.charAt(i)) || ":+-._".indexOf(rest.charAt(i)) >= 0)) {
      i++;
    }
    return rest.startsWith("//", i) ? i : -1;
  }

  /** The place after user and password, which may have any character in them. */
  private int afterUser(String rest, int from, int stop) {
    int at = rest.lastIndexOf('@', stop - 1);
    if (at >= from) {
      return at + 1;
    }
    int later = vendor == JdbcVendor.SQL_SERVER ? -1 : rest.indexOf('@', stop);
    boolean password = later >= 0 && rest.indexOf('=', stop) < 0;
    return password || (later >= 0 && rest.indexOf('=', stop) > later) ? later + 1 : from;
  }

  private static int firstOf(String text, int from, String ends) {
    int i = from;
    while (i < text.length() && ends.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private JdbcUrl server() {
    JdbcServer server = JdbcServer.of(authority);
    String address = container ? null : server.address;
    if (address == null && authority.isEmpty() && isLocal()) {
      address = "localhost";
    }
    int port = server.port > 0 ? server.port : defaultPort();
    return new JdbcUrl(vendor, namespace(), address, port);
  }

  private int defaultPort() {
    return vendor == JdbcVendor.CLICKHOUSE && mode.startsWith("https") ? 8443 : vendor.port;
  }

  /** Whether the driver connects to its own machine when the URL has no host. */
  private boolean isLocal() {
    boolean local =
        vendor == JdbcVendor.POSTGRESQL
            || vendor == JdbcVendor.MYSQL
            || vendor == JdbcVendor.MARIADB
            || vendor == JdbcVendor.COCKROACHDB;
    return local
        && !container
        && parameters.first("socketFactory", "cloudSqlInstance", "localSocket") == null;
  }

  private @Nullable String namespace() {
    switch (vendor) {
      case POSTGRESQL:
      case COCKROACHDB:
        return join(orNull(segment(0)), firstSchema());
      case SNOWFLAKE:
        return join(parameters.first("db", "database"), parameters.first("schema"));
      case TRINO:
        return join(orNull(segment(0)), orNull(segment(1)));
      case TERADATA:
        return JdbcServer.described(path.substring(Math.min(1, path.length())), "database");
      case SPANNER:
        int databases = path.lastIndexOf("/databases/");
        return databases < 0 ? null : orNull(plain(path.substring(databases + 11)));
      case FIREBIRD:
        return orNull(lastName(path));
      default:
        String segment = orNull(segment(0));
        return segment != null
            ? segment
            : parameters.first(
                "databaseName", "database", "dbname", "db", "SERVICENAME", "SID", "schema");
    }
  }

  private @Nullable String firstSchema() {
    String schemas = parameters.first("currentSchema");
    return schemas == null ? null : schemas.substring(0, firstOf(schemas, 0, ","));
  }

  /** A part of the path; without an authority there is but one. */
  private String segment(int index) {
    int from = path.startsWith("/") ? 1 : 0;
    if (from == 0 && !mayBeLocalName()) {
      return "";
    }
    for (int i = 0; i < index; i++) {
      from = Math.min(path.length(), firstOf(path, from, "/") + 1);
    }
    String segment = path.substring(from, firstOf(path, from, "/"));
    boolean colon = vendor == JdbcVendor.DB2 || vendor == JdbcVendor.INFORMIX;
    return plain(colon ? segment.substring(0, firstOf(segment, 0, ":")) : segment);
  }

  /** {@code jdbc:postgresql:name}, {@code jdbc:db2:name}. */
  private boolean mayBeLocalName() {
    return vendor == JdbcVendor.POSTGRESQL || scheme.equals("db2");
  }

  /** A name, or nothing where it may be a parameter or the rest of a password. */
  private static String plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if ("=@(){},".indexOf(name.charAt(i)) >= 0) {
        return "";
      }
    }
    return name;
  }

  private static @Nullable String orNull(String name) {
    return name.isEmpty() ? null : name;
  }

  private static @Nullable String join(@Nullable String outer, @Nullable String inner) {
    return outer == null ? inner : inner == null ? outer : outer + '|' + inner;
  }

  /** {@code host\instance:port;databaseName=name}, and jTDS's {@code host:port/name}. */
  private JdbcUrl sqlServer() {
    int backslash = authority.indexOf('\\');
    int colon = authority.indexOf(':', Math.max(0, backslash));
    String host = authority;
    String instance = parameters.first("instanceName", "instance");
    if (backslash >= 0) {
      instance = authority.substring(backslash + 1, colon < 0 ? authority.length() : colon);
      host = authority.substring(0, backslash) + (colon < 0 ? "" : authority.substring(colon));
    }
    if (host.isEmpty()) {
      String name = parameters.first("serverName", "server");
      host = name == null ? "" : name;
    }
    String port = parameters.first("portNumber", "port");
    JdbcServer server = JdbcServer.of(host);
    if (server.port == 0 && port != null) {
      server = JdbcServer.of(host + ':' + port);
    }
    int known = server.port > 0 ? server.port : instance == null ? vendor.port : 0;
    String database = orNull(segment(0));
    database = database == null ? parameters.first("databaseName", "database") : database;
    String address = container ? null : server.address;
    return new JdbcUrl(vendor, join(plainOrNull(instance), database), address, known);
  }

  private static @Nullable String plainOrNull(@Nullable String name) {
    return name == null ? null : orNull(plain(name));
  }

  /** A database in the process or a file, by its last name; or one behind a server. */
  private JdbcUrl embedded() {
    String given = orNull(lastName(path));
    String name = given == null ? parameters.first("databaseName") : given;
    boolean remote = mode.isEmpty() ? vendor == JdbcVendor.DERBY : isRemote();
    if (authority.isEmpty() || !remote) {
      return new JdbcUrl(vendor, name, null, 0);
    }
    JdbcServer server = JdbcServer.of(authority);
    int port = server.port > 0 ? server.port : mode.startsWith("http") ? 0 : vendor.port;
    return new JdbcUrl(vendor, name, container ? null : server.address, port);
  }

  private boolean isRemote() {
    String lower = mode.toLowerCase(Locale.ROOT);
    return lower.equals("tcp:")
        || lower.equals("ssl:")
        || lower.equals("hsql:")
        || lower.equals("hsqls:")
        || lower.equals("http:")
        || lower.equals("https:");
  }

  /** What follows the last slash or colon of a file's name; the directories are of no interest. */
  private static String lastName(String file) {
    int from = file.length();
    while (from > 0 && "/\\:)".indexOf(file.charAt(from - 1)) < 0) {
      from--;
    }
    return plain(file.substring(from));
  }
}
