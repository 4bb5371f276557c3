package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of {@link HttpClientProbe}. Its methods never throw. */
public abstract class HttpClientRecorder {

  /** The names of the request headers that tell the trace. */
  public abstract String[] fields();

  /** The value of one of them; null where it is not sent. */
  public abstract @Nullable String header(HttpClientOperation operation, int field);

  /** The request headers that a recording operation keeps, in lower case. */
  public abstract String[] requestHeaders();

  /** The response headers that a recording operation keeps, in lower case. */
  public abstract String[] responseHeaders();

  /** Whether anybody wants to know how long bodies are. */
  public abstract boolean tellsSizes();

  /**
   * Decides where the request stands in a trace and starts to measure it.
   *
   * @param parent the context that it is made in
   * @return null for one that is left alone
   */
  public abstract @Nullable HttpClientOperation start(
      Current thread,
      @Nullable Context parent,
      @Nullable String method,
      String host,
      int port,
      long since,
      int resends);

  /** Takes an operation that has just ended. */
  public abstract void end(HttpClientOperation operation);
}
