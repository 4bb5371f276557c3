package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of {@link HttpServerProbe}. Its methods never throw. */
public abstract class HttpServerRecorder {

  /**
   * The names of the request headers that carry a context, in the order of {@link
   * Current#incoming}.
   */
  public abstract String[] propagationFields();

  /** Decides where the request stands in a trace and starts to measure it. */
  public abstract HttpServerOperation start(
      Current thread, @Nullable String method, @Nullable String scheme);

  /** Takes an operation that has just ended. */
  public abstract void end(HttpServerOperation operation);
}
