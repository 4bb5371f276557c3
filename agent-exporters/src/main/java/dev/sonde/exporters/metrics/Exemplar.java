package dev.sonde.exporters.metrics;

/** One measurement that names its trace. */
public final class Exemplar {

  private final long value;
  private final long epochMillis;
  private final long traceIdHigh;
  private final long traceIdLow;
  private final long spanId;

  Exemplar(long value, long epochMillis, long traceIdHigh, long traceIdLow, long spanId) {
    this.value = value;
    this.epochMillis = epochMillis;
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
  }

  /** In the histogram's own scale, see {@link Histogram#scale}. */
  public long value() {
    return value;
  }

  public long epochMillis() {
    return epochMillis;
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
