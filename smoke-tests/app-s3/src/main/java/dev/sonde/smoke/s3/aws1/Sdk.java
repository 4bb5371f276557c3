package dev.sonde.smoke.s3.aws1;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.kms.AWSKMSClient;
import com.amazonaws.services.s3.AmazonS3Client;
import com.amazonaws.services.s3.AmazonS3EncryptionClient;
import com.amazonaws.services.s3.S3ClientOptions;
import com.amazonaws.services.s3.model.AbortMultipartUploadRequest;
import com.amazonaws.services.s3.model.CompleteMultipartUploadRequest;
import com.amazonaws.services.s3.model.CryptoConfiguration;
import com.amazonaws.services.s3.model.DeleteObjectsRequest;
import com.amazonaws.services.s3.model.EncryptionMaterials;
import com.amazonaws.services.s3.model.GetObjectRequest;
import com.amazonaws.services.s3.model.InitiateMultipartUploadRequest;
import com.amazonaws.services.s3.model.ListObjectsV2Request;
import com.amazonaws.services.s3.model.ListObjectsV2Result;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PartETag;
import com.amazonaws.services.s3.model.S3ObjectInputStream;
import com.amazonaws.services.s3.model.StaticEncryptionMaterialsProvider;
import com.amazonaws.services.s3.model.UploadPartRequest;
import com.amazonaws.services.s3.transfer.TransferManager;
import dev.sonde.smoke.s3.Client;
import dev.sonde.smoke.s3.Scenario;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;

/** {@code AmazonS3Client}, and what is built on it. */
@SuppressWarnings("deprecation") // as it was in the first versions
public final class Sdk implements Client {

  private static final int PART = 5 << 20;

  private final String endpoint;
  private final AmazonS3Client s3;

  public Sdk(String endpoint) {
    this.endpoint = endpoint;
    this.s3 = prepared(new AmazonS3Client(credentials(), configuration()));
  }

  private static BasicAWSCredentials credentials() {
    return new BasicAWSCredentials(ID, SECRET);
  }

  private static ClientConfiguration configuration() {
    return new ClientConfiguration().withMaxErrorRetry(2);
  }

  private AmazonS3Client prepared(AmazonS3Client client) {
    client.setEndpoint(endpoint);
    client.setS3ClientOptions(S3ClientOptions.builder().setPathStyleAccess(true).build());
    client.setSignerRegionOverride(REGION);
    return client;
  }

  @Override
  public void createBucket(String bucket) {
    s3.createBucket(bucket);
  }

  @Override
  public void put(String bucket, String key, byte[] content) {
    put(s3, bucket, key, content);
  }

  @Override
  public boolean put(String bucket, String key, InputStream content, long length) {
    put(s3, bucket, key, content, length);
    return true;
  }

  private static void put(AmazonS3Client client, String bucket, String key, byte[] content) {
    put(client, bucket, key, new ByteArrayInputStream(content), content.length);
  }

  private static void put(
      AmazonS3Client client, String bucket, String key, InputStream content, long length) {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentLength(length);
    client.putObject(bucket, key, content, metadata);
  }

  @Override
  public InputStream get(String bucket, String key) {
    return s3.getObject(bucket, key).getObjectContent();
  }

  @Override
  public void abort(InputStream stream) {
    ((S3ObjectInputStream) stream).abort();
  }

  @Override
  public long head(String bucket, String key) {
    return s3.getObjectMetadata(bucket, key).getContentLength();
  }

  @Override
  public String nothingThere() {
    return "404 Not Found";
  }

  @Override
  public void copy(String bucket, String from, String to) {
    s3.copyObject(bucket, from, bucket, to);
  }

  @Override
  public int list(String bucket, int pageSize) {
    ListObjectsV2Request request = new ListObjectsV2Request();
    request.withBucketName(bucket).withMaxKeys(pageSize);
    int count = 0;
    ListObjectsV2Result page;
    do {
      page = s3.listObjectsV2(request);
      count += page.getObjectSummaries().size();
      request.setContinuationToken(page.getNextContinuationToken());
    } while (page.isTruncated());
    return count;
  }

  @Override
  public void multipart(String bucket, String key, byte[] content) {
    String upload =
        s3.initiateMultipartUpload(new InitiateMultipartUploadRequest(bucket, key)).getUploadId();
    List<PartETag> tags = new ArrayList<>();
    for (int from = 0; from < content.length; from += PART) {
      int size = Math.min(PART, content.length - from);
      UploadPartRequest part =
          new UploadPartRequest()
              .withBucketName(bucket)
              .withKey(key)
              .withUploadId(upload)
              .withPartNumber(tags.size() + 1)
              .withPartSize(size)
              .withInputStream(new ByteArrayInputStream(content, from, size));
      tags.add(s3.uploadPart(part).getPartETag());
    }
    s3.completeMultipartUpload(new CompleteMultipartUploadRequest(bucket, key, upload, tags));
  }

  @Override
  public void delete(String bucket, String key) {
    s3.deleteObject(bucket, key);
  }

  @Override
  public void deleteAll(String bucket, List<String> keys) {
    s3.deleteObjects(new DeleteObjectsRequest(bucket).withKeys(keys.toArray(new String[0])));
  }

  @Override
  public void deleteBucket(String bucket) {
    s3.deleteBucket(bucket);
  }

  @Override
  public String presigned(String bucket, String key) {
    Date tomorrow = new Date(System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1));
    return s3.generatePresignedUrl(bucket, key, tomorrow).toString();
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    ranges(scenario);
    transfers(scenario);
    encrypts(scenario);
    givesUp(scenario);
  }

  private void ranges(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    scenario.call("GetObject", bucket, "-", "success", 0, 100);
    GetObjectRequest range = new GetObjectRequest(bucket, "larger").withRange(10, 109);
    scenario.print("range: " + Scenario.md5(s3.getObject(range).getObjectContent()));
  }

  private void transfers(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    TransferManager transfers = new TransferManager(s3);
    File file = Files.createTempFile("sonde-s3", "").toFile();
    try {
      scenario.call("PutObject", bucket, "-", "success", 5000, 0);
      ObjectMetadata metadata = new ObjectMetadata();
      metadata.setContentLength(5000);
      transfers
          .upload(bucket, "transferred", new ByteArrayInputStream(Scenario.content(5000)), metadata)
          .waitForCompletion();
      // It asks how long the object is, and of how many parts.
      scenario.call("HeadObject", bucket, "-", "success", 0, 0);
      scenario.call("HeadObject", bucket, "-", "success", 0, 0);
      scenario.call("GetObject", bucket, "-", "success", 0, 5000);
      transfers.download(bucket, "transferred", file).waitForCompletion();
      scenario.print("transferred: " + Scenario.md5(Files.newInputStream(file.toPath())));
      scenario.call("DeleteObject", bucket, "-", "success", 0, 0);
      delete(bucket, "transferred");
    } finally {
      transfers.shutdownNow(false);
      Files.delete(file.toPath());
    }
  }

  /** What is sent is a block longer than what the application gives. */
  private void encrypts(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    SecretKeySpec key = new SecretKeySpec(Arrays.copyOf(Scenario.bytes("key"), 16), "AES");
    AmazonS3Client encrypting =
        prepared(
            new AmazonS3EncryptionClient(
                credentials(),
                new StaticEncryptionMaterialsProvider(new EncryptionMaterials(key)),
                configuration(),
                new CryptoConfiguration()));
    try {
      scenario.call("PutObject", bucket, "-", "success", 1008, 0);
      put(encrypting, bucket, "encrypted", Scenario.content(1000));
      scenario.call("GetObject", bucket, "-", "success", 0, 1008);
      scenario.print(
          "encrypted: "
              + Scenario.md5(encrypting.getObject(bucket, "encrypted").getObjectContent()));
      // With the object goes the one that may tell how it is encrypted.
      scenario.call("DeleteObject", bucket, "-", "success", 0, 0);
      scenario.call("DeleteObject", bucket, "-", "success", 0, 0);
      encrypting.deleteObject(bucket, "encrypted");
    } finally {
      encrypting.shutdown();
    }
  }

  private void givesUp(Scenario scenario) {
    String bucket = scenario.bucket();
    scenario.call("CreateMultipartUpload", bucket, "-", "success", 0, 0);
    String upload =
        s3.initiateMultipartUpload(new InitiateMultipartUploadRequest(bucket, "none"))
            .getUploadId();
    scenario.call("AbortMultipartUpload", bucket, "-", "success", 0, 0);
    s3.abortMultipartUpload(new AbortMultipartUploadRequest(bucket, "none", upload));
  }

  @Override
  public void moreFaults(Scenario scenario) {
    AmazonS3Client handled = prepared(new AmazonS3Client(credentials(), configuration()));
    handled.addRequestHandler(
        new RequestHandler2() {
          @Override
          public void beforeRequest(com.amazonaws.Request<?> request) {
            throw new IllegalStateException("the application's own");
          }
        });
    scenario.call("GetObject", "handled", "java.lang.IllegalStateException", "", 0, 0);
    scenario.attempt("handler", () -> handled.getObject("handled", "some"));
    handled.shutdown();
    AmazonS3Client nobody = new AmazonS3Client(credentials(), configuration());
    nobody.setEndpoint("http://127.0.0.1:47");
    nobody.setS3ClientOptions(S3ClientOptions.builder().setPathStyleAccess(true).build());
    scenario.call("GetObject", "refused", "*", "error,error,error", 0, 0);
    scenario.attempt("refused", () -> nobody.getObject("refused", "some"));
    nobody.shutdown();
    keys(scenario);
  }

  /** A service that is not S3. */
  private void keys(Scenario scenario) {
    AWSKMSClient keys = new AWSKMSClient(credentials(), configuration());
    keys.setEndpoint(endpoint);
    keys.setSignerRegionOverride(REGION);
    scenario.other("KMS", "ListKeys");
    scenario.attempt("keys", () -> keys.listKeys().getKeys().size());
    keys.shutdown();
  }

  @Override
  public void close() {
    s3.shutdown();
  }
}
