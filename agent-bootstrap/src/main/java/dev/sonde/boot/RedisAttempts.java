package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The attempts at one command by a client that tries again: on another node after a redirect, or
 * once more after a failure. Together they are one operation, from the first one's beginning. Each
 * thread has one of these and uses it again and again.
 */
final class RedisAttempts {

  private final RedisCall failed = new RedisCall();
  private int depth;
  private boolean holding;
  private boolean tried;
  private long startNanos;
  private @Nullable RedisServer reached;

  void enter(long nanos) {
    if (depth++ == 0) {
      tried = false;
      holding = false;
      reached = null;
      startNanos = nanos;
    }
  }

  /**
   * Takes an attempt that has ended.
   *
   * @return whether it is to be recorded now: nothing comes after it
   */
  boolean take(RedisCall attempt) {
    if (depth == 0) {
      return true;
    }
    tried = true;
    if (holding && attempt.command() == RedisCommand.ASKING) {
      return false;
    }
    if (holding && attempt.command() == failed.command()) {
      attempt.continues(failed);
      failed.forget();
      holding = false;
    }
    if (attempt.hasFailed() && !holding) {
      failed.take(attempt);
      holding = true;
      return false;
    }
    return true;
  }

  /** A server that can't be connected to. */
  void unreachable(RedisServer server) {
    reached = server;
  }

  /** The server that could not be connected to, if there was one. */
  RedisServer unreachable() {
    RedisServer server = reached;
    return server == null ? RedisServer.UNKNOWN : server;
  }

  /**
   * It is over, and what failed last is the end of it.
   *
   * @return whether it is, and no attempt was made at all
   */
  boolean leave(Current thread) {
    depth = Math.max(0, depth - 1);
    if (depth > 0) {
      return false;
    }
    if (holding) {
      holding = false;
      failed.record(thread);
    }
    return !tried;
  }

  long startNanos() {
    return startNanos;
  }

  /** Is in nothing any more: what it was in was torn off, by a full stack for example. */
  void reset() {
    depth = 0;
    holding = false;
    failed.forget();
  }
}
