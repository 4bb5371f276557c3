package dev.sonde.smoke.s3.aws2;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** On Apache HttpClient 4. */
public final class Apache extends Sync {

  public Apache(String endpoint) {
    super(endpoint);
  }

  @Override
  SdkHttpClient http() {
    return ApacheHttpClient.builder().build();
  }
}
