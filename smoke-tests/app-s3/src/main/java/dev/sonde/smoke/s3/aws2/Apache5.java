package dev.sonde.smoke.s3.aws2;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** On Apache HttpClient 5. */
public final class Apache5 extends Sync {

  public Apache5(String endpoint) {
    super(endpoint);
  }

  @Override
  SdkHttpClient http() {
    return Apache5HttpClient.builder().build();
  }
}
