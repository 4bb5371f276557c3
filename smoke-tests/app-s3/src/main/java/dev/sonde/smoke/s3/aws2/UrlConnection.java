package dev.sonde.smoke.s3.aws2;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** On HttpURLConnection. */
public final class UrlConnection extends Sync {

  public UrlConnection(String endpoint) {
    super(endpoint);
  }

  /** The JDK sends a request again by itself, where a connection ends without an answer. */
  @Override
  public String attempts(String bucket, String answers) {
    return bucket.startsWith("gone-") ? "?" : answers;
  }

  @Override
  SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().build();
  }
}
