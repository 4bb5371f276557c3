package dev.sonde.exporters.metrics;

import dev.sonde.boot.Context;

/** One measurement that names its trace. */
public final class Exemplar {

  private final long value;
  private final long epochMillis;
  private final long nanoTime;
  private final long traceIdHigh;
  private final long traceIdLow;
  private final long spanId;

  Exemplar(long value, long epochMillis, long nanoTime, Context trace) {
    this.value = value;
    this.epochMillis = epochMillis;
    this.nanoTime = nanoTime;
    this.traceIdHigh = trace.traceIdHigh;
    this.traceIdLow = trace.traceIdLow;
    this.spanId = trace.spanId;
  }

  /** In the histogram's own scale, see {@link Histogram#scale}. */
  public long value() {
    return value;
  }

  public long epochMillis() {
    return epochMillis;
  }

  /** When it was measured, by {@link System#nanoTime}. */
  long nanoTime() {
    return nanoTime;
  }

  public long traceIdHigh() {
    return traceIdHigh;
  }

  public long traceIdLow() {
    return traceIdLow;
  }

  public long spanId() {
    return spanId;
  }
}
