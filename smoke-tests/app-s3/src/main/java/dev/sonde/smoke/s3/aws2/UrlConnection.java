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

  /** The JDK reads it before it sends the body, or fails to send that. */
  @Override
  public boolean isLostByEarlyAnswers() {
    return true;
  }

  @Override
  SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().build();
  }
}
