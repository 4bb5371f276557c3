package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What a span tells of a call of an AWS service and no metric does. */
public final class S3Details {

  private final boolean keys;

  public @Nullable String requestId;
  public @Nullable String extendedRequestId;
  public @Nullable String uploadId;

  /** 0 for none. */
  public int partNumber;

  private @Nullable String key;
  private @Nullable String copySource;

  S3Details(boolean keys) {
    this.keys = keys;
  }

  /** Whether {@link #key} and {@link #copySource} are kept. */
  public boolean tellsKeys() {
    return keys;
  }

  public void key(@Nullable String name) {
    key = keys ? name : null;
  }

  /** The bucket and the key of the object that is copied, {@code bucket/key}. */
  public void copySource(@Nullable String source) {
    copySource = keys ? source : null;
  }

  public @Nullable String key() {
    return key;
  }

  public @Nullable String copySource() {
    return copySource;
  }
}
