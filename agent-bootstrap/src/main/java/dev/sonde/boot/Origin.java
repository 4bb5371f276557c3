package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The decision where an {@link Operation} stands in a trace, made before the operation exists. Each
 * thread has one, in its {@link Current}, and uses it again and again.
 */
public final class Origin {
  public long traceIdHigh;
  public long traceIdLow;
  public long spanId;
  public long parentSpanId;
  public boolean parentRemote;
  public boolean sampled;
  public boolean recording;
  public boolean undecided;
  public @Nullable String traceState;
  public @Nullable String baggage;

  /** Makes this the origin of a trace that nobody has decided about. */
  public void clear() {
    traceIdHigh = 0;
    traceIdLow = 0;
    spanId = 0;
    parentSpanId = 0;
    parentRemote = false;
    sampled = false;
    recording = false;
    undecided = false;
    traceState = null;
    baggage = null;
  }
}
