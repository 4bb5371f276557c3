package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** A connection that somebody holds for longer than he should. */
public final class Leak {

  public final long heldNanos;
  public final String threadName;

  /** The thread's number, by which it can be found where it still runs. */
  public final long threadId;

  /** Where the connection was borrowed; null where that was not kept. */
  public final @Nullable Throwable place;

  /** Whether it has come back in the meantime. */
  public final boolean isBack;

  public Leak(
      long heldNanos, String threadName, long threadId, @Nullable Throwable place, boolean isBack) {
    this.heldNanos = heldNanos;
    this.threadName = threadName;
    this.threadId = threadId;
    this.place = place;
    this.isBack = isBack;
  }
}
