package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A command that goes from thread to thread, and is carried by the client's object of it until it
 * ends. There is one for each command, so that it has as few fields as can be.
 */
class LettuceCall extends RedisCall {

  private boolean held;

  /** Who waits for it, and cancels it when that takes too long. It may end at the same time. */
  private @Nullable Thread waiting;

  LettuceCall() {}

  /** Stays here until somebody has it sent, and begins then. */
  final void hold() {
    held = true;
  }

  /** Is sent. */
  final void sent() {
    if (held) {
      held = false;
      startsAt(System.nanoTime());
    }
  }

  /** The calling thread waits for its end. */
  final void isWaitedFor() {
    waiting = Thread.currentThread();
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  final boolean isWaitedForHere() {
    return waiting == Thread.currentThread();
  }

  /** It went well, or did not. */
  void ended(boolean well) {}

  /** What the client sends for itself is nobody's. */
  @Override
  public final boolean isUntold() {
    return parent() == null;
  }

  /** Selects a database, which what is sent after it goes to, unless it fails. */
  static final class Selection extends LettuceCall {

    private @Nullable LettuceChannel channel;
    private @Nullable RedisDatabase before;
    private @Nullable RedisDatabase selected;

    Selection() {}

    void selects(LettuceChannel by, int index) {
      channel = by;
      before = by.database();
      selected = by.select(index);
    }

    @Override
    void ended(boolean well) {
      LettuceChannel by = channel;
      RedisDatabase last = before;
      if (!well && by != null && last != null) {
        by.goBack(selected, last);
      }
    }
  }
}
