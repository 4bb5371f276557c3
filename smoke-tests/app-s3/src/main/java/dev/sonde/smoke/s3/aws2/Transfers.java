package dev.sonde.smoke.s3.aws2;

import dev.sonde.smoke.s3.Scenario;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** On Netty, with the transfer manager, which divides what it uploads. */
public final class Transfers extends Netty {

  private static final int PART = 8 << 20;

  public Transfers(String endpoint) {
    super(endpoint);
  }

  @Override
  S3AsyncClient client(String to) {
    return S3AsyncClient.builder()
        .endpointOverride(URI.create(to))
        .region(Region.of(REGION))
        .credentialsProvider(Sync.credentials())
        .serviceConfiguration(Sync.pathStyle())
        .httpClient(http())
        .overrideConfiguration(Sync.retrying())
        .build();
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    Path file = Files.createTempFile("sonde-s3", "");
    Files.write(file, Scenario.content(PART + 5000));
    S3AsyncClient dividing =
        S3AsyncClient.builder()
            .endpointOverride(URI.create(endpoint()))
            .region(Region.of(REGION))
            .credentialsProvider(Sync.credentials())
            .serviceConfiguration(Sync.pathStyle())
            .httpClient(http())
            .multipartEnabled(true)
            .build();
    try (S3TransferManager transfers = S3TransferManager.builder().s3Client(dividing).build()) {
      scenario.call("CreateMultipartUpload", bucket, "-", "success", 0, 0);
      scenario.call("UploadPart", bucket, "-", "success", PART, 0);
      scenario.call("UploadPart", bucket, "-", "success", 5000, 0);
      scenario.call("CompleteMultipartUpload", bucket, "-", "success", 0, 0);
      PutObjectRequest put = PutObjectRequest.builder().bucket(bucket).key("transferred").build();
      transfers
          .uploadFile(request -> request.putObjectRequest(put).source(file))
          .completionFuture()
          .join();
      scenario.call("DeleteObject", bucket, "-", "success", 0, 0);
      delete(bucket, "transferred");
    } finally {
      dividing.close();
      Files.delete(file);
    }
  }
}
