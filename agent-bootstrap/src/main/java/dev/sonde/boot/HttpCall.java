package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * What the application asks a reactive client for once, and the client attempts until it has an
 * answer: on other threads, one after the other.
 */
final class HttpCall implements Kept {

  /** The context of the caller. */
  final @Nullable Context parent;

  /** When the present attempt began. */
  long since;

  /** What the URL was made of, if anybody knows. */
  @Nullable String template;

  /** The server of the present attempt, once the client knows it. */
  @Nullable String host;

  int port;

  /** The URL of the present attempt, but for its server. */
  @Nullable String scheme;

  @Nullable String path;

  /** Whether the present attempt has got a connection. */
  boolean connected;

  /** What was sent last. */
  @Nullable HttpClientOperation operation;

  HttpCall(@Nullable Context parent, long since) {
    this.parent = parent;
    this.since = since;
  }

  /** The URL of the present attempt. */
  String url() {
    boolean isDefault = port == HttpClientProbe.port(scheme, -1);
    return scheme + "://" + host + (isDefault ? "" : ":" + port) + path;
  }
}
