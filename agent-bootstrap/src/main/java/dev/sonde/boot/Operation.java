package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * One measured call, from start to end: a span with fixed fields when it is sampled, a start time
 * and an identity when it is not.
 *
 * <p>Its fields are written by the thread that runs the call until {@link #end}, and only read from
 * then on.
 */
public abstract class Operation extends Context {

  /** The span that caused this one, 0 for a root. */
  public final long parentSpanId;

  /** True when the parent is a span of another process. */
  public final boolean parentRemote;

  /** True when a span leaves the process; false also when tracing idles. */
  public final boolean recording;

  public final long startNanos;

  private final Current thread;
  private final @Nullable Context outer;
  private @Nullable Throwable error;
  private volatile long endNanos;

  protected Operation(Origin origin, Current thread) {
    super(
        origin.traceIdHigh,
        origin.traceIdLow,
        origin.spanId,
        origin.sampled,
        origin.traceState,
        origin.baggage);
    this.parentSpanId = origin.parentSpanId;
    this.parentRemote = origin.parentRemote;
    this.recording = origin.recording;
    this.thread = thread;
    this.outer = thread.get();
    this.startNanos = System.nanoTime();
  }

  /** Makes this the current context of the thread that started it. */
  public final void enter() {
    thread.set(this);
  }

  /** Gives the thread that started this its former context back. */
  public final void leave() {
    thread.set(outer);
  }

  /** Takes the time; the first call counts. */
  public final boolean end() {
    if (endNanos != 0) {
      return false;
    }
    long now = System.nanoTime();
    endNanos = now == 0 ? 1 : now;
    return true;
  }

  public final long durationNanos() {
    return endNanos - startNanos;
  }

  public final @Nullable Throwable error() {
    return error;
  }

  /** Keeps what the call failed with; the first failure counts, later ones are its consequences. */
  public final void fail(@Nullable Throwable thrown) {
    if (error == null) {
      error = thrown;
    }
  }

  @Override
  final long endedAtNanos() {
    return endNanos;
  }
}
