package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The attempts at one command by a client that tries again: on another node after a redirect, or
 * once more after a failure. Together they are one operation, from the first one's beginning. Each
 * thread has one of these and uses it again and again.
 */
final class JedisAttempts extends PerThread {

  /** No client tries for so long: who is in an attempt for longer has never left it. */
  private static final long MOST_NANOS = 60_000_000_000L;

  private final JedisCall failed = new JedisCall();
  private int depth;
  private boolean holding;
  private boolean tried;
  private long startNanos;

  /** The server that could not be connected to since the last attempt. */
  private @Nullable RedisServer unreached;

  /** What the attempts are for, where that is known: all else is the client's own. */
  private @Nullable RedisCommand wanted;

  /** Those that a thread is in, or was; null where there were none. */
  static @Nullable JedisAttempts existing(Current thread) {
    return (JedisAttempts) thread.redis();
  }

  /** The same, also where there were none. */
  static JedisAttempts of(Current thread) {
    JedisAttempts kept = existing(thread);
    if (kept != null) {
      return kept;
    }
    JedisAttempts made = new JedisAttempts();
    thread.redis(made);
    return made;
  }

  void enter(@Nullable RedisCommand command, long nanos) {
    if (depth > 0 && nanos - startNanos > MOST_NANOS) {
      reset();
    }
    if (depth++ == 0) {
      wanted = command;
      tried = false;
      holding = false;
      unreached = null;
      startNanos = nanos;
    }
  }

  /**
   * Takes an attempt that has ended.
   *
   * @return whether it is to be recorded now: nothing comes after it
   */
  boolean take(JedisCall attempt) {
    if (depth == 0) {
      return true;
    }
    RedisCommand command = attempt.command();
    tried = true;
    if (holding && command.role == RedisRole.ASKING) {
      return false;
    }
    if (attempt.isUpkeep() || (wanted == null ? command.role.isClientsOwn() : command != wanted)) {
      return true;
    }
    if (holding && command == failed.command()) {
      attempt.continues(failed);
      failed.forget();
      holding = false;
    } else if (unreached != null) {
      attempt.startsAt(startNanos);
    }
    if (attempt.hasFailed() && !holding) {
      failed.take(attempt);
      holding = true;
      unreached = null;
      return false;
    }
    return true;
  }

  /** A server that can't be connected to. */
  void unreachable(RedisServer server) {
    unreached = server;
  }

  /** The server that could not be connected to, if there was one. */
  RedisServer unreachable() {
    RedisServer server = unreached;
    return server == null ? RedisServer.UNKNOWN : server;
  }

  /**
   * It is over, and what failed last is the end of it.
   *
   * @param thrown what the client gives up with
   * @return whether it is, and no attempt was made at all
   */
  boolean leave(Current thread, @Nullable Throwable thrown) {
    depth = Math.max(0, depth - 1);
    if (depth > 0) {
      return false;
    }
    if (holding) {
      holding = false;
      if (thrown != null && unreached != null) {
        failed.failsAfterAll(thrown);
      }
      failed.record(thread);
    }
    return !tried;
  }

  long startNanos() {
    return startNanos;
  }

  /** Is in nothing any more: what it was in was torn off, by a full stack for example. */
  @Override
  void reset() {
    depth = 0;
    holding = false;
    unreached = null;
    failed.forget();
  }
}
