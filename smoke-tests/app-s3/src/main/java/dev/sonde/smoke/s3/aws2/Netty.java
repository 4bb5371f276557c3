package dev.sonde.smoke.s3.aws2;

import java.net.URI;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** On Netty. */
public class Netty extends Async {

  public Netty(String endpoint) {
    super(endpoint);
  }

  SdkAsyncHttpClient http() {
    return NettyNioAsyncHttpClient.builder().build();
  }

  @Override
  S3AsyncClient client(String to) {
    S3AsyncClientBuilder builder = S3AsyncClient.builder();
    builder.endpointOverride(URI.create(to));
    builder.region(Region.of(REGION));
    builder.credentialsProvider(Sync.credentials());
    builder.serviceConfiguration(Sync.pathStyle());
    builder.httpClient(http());
    builder.overrideConfiguration(Sync.retrying());
    return builder.build();
  }
}
