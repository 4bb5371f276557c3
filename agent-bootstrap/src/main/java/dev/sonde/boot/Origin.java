package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The decision where an {@link Operation} stands in a trace, made before the operation exists. One
 * per thread is used again and again.
 */
public final class Origin {
  public long traceIdHigh;
  public long traceIdLow;
  public long spanId;
  public long parentSpanId;
  public boolean parentRemote;
  public boolean sampled;
  public boolean recording;
  public @Nullable String traceState;
  public @Nullable String baggage;
}
