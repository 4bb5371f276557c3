package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What a span tells of a call of an AWS service and no metric does. */
public final class S3Details {

  private final boolean keys;

  /** The response header that has the {@link #requestId}. */
  public final String requestIdHeader;

  public @Nullable String requestId;
  public @Nullable String extendedRequestId;
  public @Nullable String uploadId;

  /** 0 for none. */
  public int partNumber;

  private @Nullable String key;
  private @Nullable String copySource;

  S3Details(boolean keys, boolean isS3) {
    this.keys = keys;
    this.requestIdHeader = isS3 ? "x-amz-request-id" : "x-amzn-RequestId";
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

  /** The same where bucket and key have fields of their own. */
  public void copySource(@Nullable String source, @Nullable String bucket, @Nullable String name) {
    copySource(source == null && name != null ? bucket + '/' + name : source);
  }

  /** The part's number, an {@link Integer} where there is one. */
  public void part(@Nullable Object number) {
    partNumber = number instanceof Integer ? (Integer) number : 0;
  }

  public @Nullable String key() {
    return key;
  }

  public @Nullable String copySource() {
    return copySource;
  }
}
