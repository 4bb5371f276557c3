package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One measured call, from start to end: a span with fixed fields when it is sampled, a start time
 * and an identity when it is not.
 *
 * <p>Its fields are written by the thread that runs the call until {@link #end}, and only read from
 * then on. The end publishes them: whoever sees the end sees all of them.
 */
public abstract class Operation extends Context {

  private static final AtomicLongFieldUpdater<Operation> END =
      AtomicLongFieldUpdater.newUpdater(Operation.class, "endNanos");

  /** The span that caused this one, 0 for a root. */
  public final long parentSpanId;

  /** True when the parent is a span of another process. */
  public final boolean parentRemote;

  /** True when a span leaves the process; false also when tracing idles. */
  public final boolean recording;

  /**
   * True when this process leaves it to those it calls whether there will be a trace: tracing idles
   * and the caller brought no trace. The ids then serve this process alone.
   */
  public final boolean undecided;

  public final long startNanos;

  private final Current thread;
  private final @Nullable Context outer;
  private @Nullable Throwable error;
  private volatile long endNanos;

  protected Operation(Origin origin, Current thread) {
    this(origin, thread, thread.get(), System.nanoTime());
  }

  /**
   * One that is no thread's context.
   *
   * @param outer the context that it was made in
   */
  protected Operation(Origin origin, @Nullable Context outer, Current thread, long startNanos) {
    this(origin, thread, outer, startNanos);
  }

  /**
   * One that has ended already and was nobody's context.
   *
   * @param thread the calling one
   */
  protected Operation(
      Origin origin, Current thread, long startNanos, long endNanos, @Nullable Throwable error) {
    this(origin, thread, null, startNanos);
    this.error = error;
    this.endNanos = endNanos == 0 ? 1 : endNanos;
  }

  private Operation(Origin origin, Current thread, @Nullable Context outer, long startNanos) {
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
    this.undecided = origin.undecided;
    this.thread = thread;
    this.outer = outer;
    this.startNanos = startNanos;
  }

  /** Makes this the current context of the thread that started it. */
  public final void enter() {
    thread.set(this);
  }

  /** Gives the thread that started this its former context back. */
  public final void leave() {
    thread.set(outer);
  }

  /** Takes the time. True for the first call only, whichever threads call. */
  public final boolean end() {
    if (endNanos != 0) {
      return false;
    }
    long now = System.nanoTime();
    return END.compareAndSet(this, 0, now == 0 ? 1 : now);
  }

  /** Takes a time that has passed for the end. True for the first call only. */
  final boolean endAt(long nanos) {
    return END.compareAndSet(this, 0, nanos == 0 ? 1 : nanos);
  }

  public final boolean isEnded() {
    return endNanos != 0;
  }

  public final long durationNanos() {
    return endNanos - startNanos;
  }

  public final @Nullable Throwable error() {
    return error;
  }

  /**
   * Keeps what the call failed with. The first failure counts, later ones are its consequences; one
   * that comes after the end is nobody's.
   */
  public final void fail(@Nullable Throwable thrown) {
    if (thrown != null && error == null && endNanos == 0) {
      error = thrown;
    }
  }

  /**
   * Puts what tells the same into the place of what the call failed with. Only for who has taken
   * the operation over after its end.
   */
  public final void settle(Throwable stead) {
    error = stead;
  }

  /** The context that the call was made in. */
  public final @Nullable Context outer() {
    return outer;
  }

  /**
   * Whether an HTTP request that is made within it is a part of it, and not measured by itself.
   *
   * @param host the server that the request is for
   */
  public boolean coversHttp(String host, int port) {
    return false;
  }

  @Override
  final long endedAtNanos() {
    return endNanos;
  }
}
