package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of {@link S3Probe}. Its methods never throw. */
public abstract class S3Recorder {

  /**
   * Decides where the call stands in a trace and starts to measure it.
   *
   * @return null for one that is left alone
   */
  public abstract @Nullable S3Operation start(
      Current thread, String service, String method, @Nullable String bucket);

  /** Takes an attempt that has just ended. */
  public abstract void attempted(S3Operation operation, @Nullable Throwable thrown);

  /** The trace as X-Ray writes it; null where it is not handed on. */
  public abstract @Nullable String xray(S3Operation operation);

  /** Takes an operation that has just ended. */
  public abstract void end(S3Operation operation);
}
