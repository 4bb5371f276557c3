package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Deadline;
import org.jspecify.annotations.Nullable;

/** How long an attempt may take, and how long all of them may once the process ends. */
final class Patience {

  private final long attemptMillis;
  private volatile @Nullable Deadline end;
  private volatile @Nullable Deadline attempt;

  Patience(long attemptMillis) {
    this.attemptMillis = attemptMillis;
  }

  /** The deadline of an attempt that begins now. */
  Deadline forAttempt() {
    return forAttempt(attemptMillis);
  }

  /** The deadline of an attempt that begins now and may take so long. */
  Deadline forAttempt(long millis) {
    Deadline next = Deadline.in(millis);
    attempt = next;
    shorten();
    return next;
  }

  /** Ends everything in {@code millis}, an attempt that is under way included. */
  void endIn(long millis) {
    end = Deadline.in(millis);
    shorten();
  }

  private void shorten() {
    Deadline last = end;
    Deadline current = attempt;
    if (last != null && current != null) {
      current.advance(last.remainingMillis());
    }
  }

  boolean isEnding() {
    return end != null;
  }

  boolean isOver() {
    Deadline last = end;
    return last != null && last.isOver();
  }
}
