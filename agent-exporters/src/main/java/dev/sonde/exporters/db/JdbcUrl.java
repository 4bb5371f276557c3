package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/**
 * What a connection's URL tells of the database: no user, no password and no other parameter.
 *
 * <pre>
 * jdbc:postgresql://u:p@db.example.com:5433,db2/shop?ssl=true
 *      system            address       port     namespace
 * </pre>
 */
final class JdbcUrl {

  private static final int LONGEST_NAME = 255;

  private final JdbcVendor vendor;
  private final @Nullable String namespace;
  private final @Nullable String serverAddress;
  private final int serverPort;

  JdbcUrl(
      JdbcVendor vendor,
      @Nullable String namespace,
      @Nullable String serverAddress,
      int serverPort) {
    this.vendor = vendor;
    this.namespace = named(namespace);
    this.serverAddress = named(serverAddress);
    this.serverPort = this.serverAddress == null ? 0 : serverPort;
  }

  /** Reads a URL; what can't be read of it is not known. */
  static JdbcUrl parse(@Nullable String url) {
    return JdbcUrlReader.read(url == null ? "" : url);
  }

  private static @Nullable String named(@Nullable String name) {
    return name == null || name.isEmpty() || name.length() > LONGEST_NAME ? null : name;
  }

  /** {@code db.system.name}. */
  String system() {
    return vendor.system;
  }

  /** {@code db.namespace}: what the URL names; the connection may have gone elsewhere since. */
  @Nullable String namespace() {
    return namespace;
  }

  /** {@code server.address}, of the first host; null for a database in the process. */
  @Nullable String serverAddress() {
    return serverAddress;
  }

  /** {@code server.port}, the system's own where the URL has none, or 0. */
  int serverPort() {
    return serverPort;
  }

  boolean isDefaultPort() {
    return serverPort == vendor.port;
  }

  Dialect dialect() {
    return Dialect.of(vendor.system);
  }

  @Override
  public String toString() {
    return vendor.system + ' ' + serverAddress + ':' + serverPort + ' ' + namespace;
  }
}
