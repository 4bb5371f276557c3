package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A place in a trace: what is carried from method to method, thread to thread and process to
 * process.
 *
 * <p>Its identity never changes. An {@link Operation} is the context of everything that it calls.
 */
public class Context {

  /** Stands for the absence of a context where null has another meaning. */
  static final Context NONE = new Context(0, 0, 0, false, null, null);

  public final long traceIdHigh;
  public final long traceIdLow;
  public final long spanId;
  public final boolean sampled;

  /** The {@code tracestate} header as it came, handed on unchanged. */
  public final @Nullable String traceState;

  /** The {@code baggage} header as it came, handed on unchanged. */
  public final @Nullable String baggage;

  public Context(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      @Nullable String traceState,
      @Nullable String baggage) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.sampled = sampled;
    this.traceState = traceState;
    this.baggage = baggage;
  }

  /** False for a context that carries baggage only. */
  public final boolean hasTrace() {
    return (traceIdHigh | traceIdLow) != 0 && spanId != 0;
  }

  /** The trace id as its 32 hexadecimal digits. */
  public final String traceIdText() {
    char[] digits = new char[32];
    for (int i = 0; i < 16; i++) {
      digits[i] = Character.forDigit((int) (traceIdHigh >>> (60 - 4 * i)) & 15, 16);
      digits[16 + i] = Character.forDigit((int) (traceIdLow >>> (60 - 4 * i)) & 15, 16);
    }
    return new String(digits);
  }

  /** When the work of this context ended, by {@link System#nanoTime}; 0 while it runs. */
  long endedAtNanos() {
    return 0;
  }
}
