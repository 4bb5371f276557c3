package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** A database of a server, as operations tell it. */
public final class RedisDatabase {

  /** The database's number; null where it is unknown. */
  public final @Nullable String namespace;

  public final @Nullable String serverAddress;

  /** 0 where it is unknown or the usual one. */
  public final int serverPort;

  /** What the recorder that measures keeps with it; another recorder makes its own. */
  public volatile @Nullable Object handles;

  public RedisDatabase(@Nullable String namespace, @Nullable String serverAddress, int serverPort) {
    this.namespace = namespace;
    this.serverAddress = serverAddress;
    this.serverPort = serverPort;
  }
}
