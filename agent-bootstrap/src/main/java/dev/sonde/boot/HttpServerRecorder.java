package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of {@link HttpServerProbe}. Its methods never throw. */
public abstract class HttpServerRecorder {

  /**
   * The names of the request headers that a request's start is decided by, in lower case and in the
   * order of {@link Current#incoming}.
   */
  public abstract String[] fields();

  /** Whether a request's start is decided by its path, too. */
  public abstract boolean needsPath();

  /** The request headers that a recording operation keeps, in lower case. */
  public abstract String[] requestHeaders();

  /** The response headers that a recording operation keeps, in lower case. */
  public abstract String[] responseHeaders();

  /** The name of the response header that tells the trace id, or null. */
  public abstract @Nullable String traceHeader();

  /** Decides where the request stands in a trace and starts to measure it. */
  public abstract HttpServerOperation start(
      Current thread, @Nullable String method, @Nullable String scheme, @Nullable String path);

  /** Takes an operation that has just ended. */
  public abstract void end(HttpServerOperation operation);
}
