package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** Where a connection leads to, as its client was told, and whom it has reached there. */
public final class RedisServer {

  static final RedisServer UNKNOWN = new RedisServer(null, 0, null, 0);

  public final @Nullable String address;

  /** 0 where it is unknown. */
  public final int port;

  public final @Nullable String peerAddress;

  /** 0 where it is unknown. */
  public final int peerPort;

  public RedisServer(
      @Nullable String address, int port, @Nullable String peerAddress, int peerPort) {
    this.address = address;
    this.port = port;
    this.peerAddress = peerAddress;
    this.peerPort = peerPort;
  }
}
