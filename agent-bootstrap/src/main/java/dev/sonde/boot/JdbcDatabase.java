package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** Which database a connection leads to, as its URL says; no user, no password. */
public final class JdbcDatabase {

  /** The value of {@code db.system.name}. */
  public final String system;

  public final @Nullable String namespace;
  public final @Nullable String serverAddress;

  /** 0 where it is unknown or the system's usual one. */
  public final int serverPort;

  /** What the recorder that measures keeps with it; another recorder makes its own. */
  public volatile @Nullable Object handles;

  public JdbcDatabase(
      String system, @Nullable String namespace, @Nullable String serverAddress, int serverPort) {
    this.system = system;
    this.namespace = namespace;
    this.serverAddress = serverAddress;
    this.serverPort = serverPort;
  }
}
