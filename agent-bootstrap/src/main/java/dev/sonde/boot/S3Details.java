package dev.sonde.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a span tells of a call of an AWS service and no metric does. */
public final class S3Details {

  /** How many parts S3 lets an object have. */
  private static final int MOST_PARTS = 10_000;

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

  /** Takes the query parameters of that name, as lists of values. */
  public void part(@Nullable List<String> upload, @Nullable List<String> number) {
    uploadId = upload == null || upload.isEmpty() ? null : upload.get(0);
    partNumber = number == null || number.isEmpty() ? 0 : number(number.get(0));
  }

  private static int number(@Nullable String text) {
    long number = HttpClientOperation.length(text);
    return number > 0 && number <= MOST_PARTS ? (int) number : 0;
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
