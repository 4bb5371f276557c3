package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** A command, pipeline or transaction that is recorded as a span; made when it has ended. */
public final class RedisOperation extends Operation {

  public final RedisCommand command;
  public final RedisDatabase database;
  public final RedisServer server;
  public final int arguments;

  /** The command with its keys, where these are told. */
  public final @Nullable String text;

  /** How many commands a batch has; {@link RedisCall#NO_BATCH} for what is none. */
  public final int batchSize;

  public final boolean blocking;
  public final int redirects;

  /** What it failed with; null for one that did not. */
  public final @Nullable String errorType;

  /** What the server calls the failure. */
  public final @Nullable String statusCode;

  public RedisOperation(
      Origin origin,
      Current thread,
      RedisCall call,
      long endNanos,
      @Nullable Throwable thrown,
      RedisDatabase database,
      @Nullable String text,
      @Nullable String errorType,
      @Nullable String statusCode) {
    super(origin, thread, call.startNanos(), endNanos, thrown);
    this.command = call.command();
    this.database = database;
    this.server = call.server();
    this.arguments = call.arguments();
    this.text = text;
    this.batchSize = call.batchSize();
    this.blocking = call.isBlocking();
    this.redirects = call.redirects();
    this.errorType = errorType;
    this.statusCode = statusCode;
  }
}
