package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A command, pipeline or transaction of a connection that one thread uses at a time, which has one
 * of these for all of them. One that has failed may be kept until it is known whether the client
 * tries again.
 */
final class JedisCall extends RedisCall {

  private @Nullable Object given;
  private int batchSize = NO_BATCH;
  private long endNanos;
  private @Nullable Throwable thrown;
  private @Nullable String errorReply;

  JedisCall() {}

  /** What its arguments are in, where somebody wants to know the keys among them. */
  void given(@Nullable Object all) {
    given = all;
  }

  /** Turns out to be several commands. */
  void turnInto(RedisCommand all, int size) {
    become(all);
    batchSize = size;
  }

  /**
   * Ends it.
   *
   * @param told the server's reply where that is an error
   * @return true for the first call only
   */
  boolean end(@Nullable Throwable failure, @Nullable String told) {
    if (!end()) {
      return false;
    }
    endNanos = System.nanoTime();
    thrown = failure;
    errorReply = told;
    return true;
  }

  /** Gives it to the recorder after its end, unless it is one attempt of several. */
  void deliver(Current on) {
    JedisAttempts attempts = JedisAttempts.existing(on);
    if (attempts == null || attempts.take(this)) {
      record(on);
    } else {
      forget();
    }
  }

  /** Gives it to the recorder. */
  void record(Current on) {
    record(endNanos, thrown, errorReply, on);
    forget();
  }

  /** Counts it out without a measurement: nobody will tell of its reply. */
  void drop() {
    if (end()) {
      forget();
    }
  }

  @Override
  void forget() {
    super.forget();
    parent(null);
    given = null;
    batchSize = NO_BATCH;
    thrown = null;
    errorReply = null;
  }

  /** Becomes what another one is, after its end. */
  void take(JedisCall other) {
    super.take(other);
    given = other.given;
    batchSize = other.batchSize;
    endNanos = other.endNanos;
    thrown = other.thrown;
    errorReply = other.errorReply;
  }

  /** Goes on with what an earlier one has begun in vain. */
  void continues(JedisCall earlier) {
    continues(earlier, earlier.redirectsSoFar());
  }

  /** Fails now, with something else than what it had failed with. */
  void failsAfterAll(Throwable last) {
    continues(this, redirectsSoFar());
    endNanos = System.nanoTime();
    thrown = last;
    errorReply = null;
  }

  private int redirectsSoFar() {
    return redirects() + (isRedirect(errorReply) ? 1 : 0);
  }

  boolean hasFailed() {
    return thrown != null || errorReply != null;
  }

  @Override
  public @Nullable Object given() {
    return given;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }
}
