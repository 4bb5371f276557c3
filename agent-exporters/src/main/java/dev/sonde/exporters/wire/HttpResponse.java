package dev.sonde.exporters.wire;

/** What a receiver answered over HTTP/1.1. */
public final class HttpResponse {

  private final int status;
  private final byte[] body;
  private final long retryAfterMillis;
  private final boolean reusable;

  HttpResponse(int status, byte[] body, long retryAfterMillis, boolean reusable) {
    this.status = status;
    this.body = body;
    this.retryAfterMillis = retryAfterMillis;
    this.reusable = reusable;
  }

  public int status() {
    return status;
  }

  /** The body's beginning, up to a bound. */
  public byte[] body() {
    return body;
  }

  /** How long the receiver asks to be left alone, -1 when it says nothing of that. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** True when the connection can carry another request. */
  boolean isReusable() {
    return reusable;
  }
}
