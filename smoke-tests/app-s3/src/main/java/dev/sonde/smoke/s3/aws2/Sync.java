package dev.sonde.smoke.s3.aws2;

import dev.sonde.smoke.s3.Client;
import dev.sonde.smoke.s3.Scenario;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** {@code S3Client} on an HTTP client. */
abstract class Sync implements Client {

  private static final int PART = 5 << 20;

  private final String endpoint;
  private final S3Client s3;

  Sync(String endpoint) {
    this.endpoint = endpoint;
    this.s3 = builder(endpoint).build();
  }

  /** A client of HTTP with its own settings. */
  abstract SdkHttpClient http();

  static AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, SECRET));
  }

  static S3Configuration pathStyle() {
    return S3Configuration.builder().pathStyleAccessEnabled(true).build();
  }

  /** Tries three times. */
  static ClientOverrideConfiguration retrying(ExecutionInterceptor... interceptors) {
    ClientOverrideConfiguration.Builder builder =
        ClientOverrideConfiguration.builder()
            .retryPolicy(RetryPolicy.builder().numRetries(2).build());
    for (ExecutionInterceptor interceptor : interceptors) {
      builder.addExecutionInterceptor(interceptor);
    }
    return builder.build();
  }

  private S3ClientBuilder builder(String to) {
    S3ClientBuilder builder = S3Client.builder();
    builder.endpointOverride(URI.create(to));
    builder.region(Region.of(REGION));
    builder.credentialsProvider(credentials());
    builder.serviceConfiguration(pathStyle());
    builder.httpClient(http());
    builder.overrideConfiguration(retrying());
    return builder;
  }

  @Override
  public void createBucket(String bucket) {
    s3.createBucket(request -> request.bucket(bucket));
  }

  @Override
  public void put(String bucket, String key, byte[] content) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  @Override
  public boolean put(String bucket, String key, InputStream content, long length) {
    s3.putObject(
        request -> request.bucket(bucket).key(key), RequestBody.fromInputStream(content, length));
    return true;
  }

  @Override
  public InputStream get(String bucket, String key) {
    return s3.getObject(request -> request.bucket(bucket).key(key));
  }

  @Override
  public void abort(InputStream stream) {
    ((ResponseInputStream<?>) stream).abort();
  }

  @Override
  public long head(String bucket, String key) {
    return s3.headObject(request -> request.bucket(bucket).key(key)).contentLength();
  }

  /** Without a body there is no name of an error. */
  @Override
  public String nothingThere() {
    return "404";
  }

  @Override
  public void copy(String bucket, String from, String to) {
    s3.copyObject(
        request ->
            request.copySource(bucket + '/' + from).destinationBucket(bucket).destinationKey(to));
  }

  @Override
  public int list(String bucket, int pageSize) {
    int count = 0;
    for (ListObjectsV2Response page :
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(pageSize))) {
      count += page.contents().size();
    }
    return count;
  }

  @Override
  public void multipart(String bucket, String key, byte[] content) {
    String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += PART) {
      byte[] part =
          java.util.Arrays.copyOfRange(content, from, Math.min(content.length, from + PART));
      int number = parts.size() + 1;
      String tag =
          s3.uploadPart(
                  request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));
  }

  @Override
  public void delete(String bucket, String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }

  @Override
  public void deleteAll(String bucket, List<String> keys) {
    List<ObjectIdentifier> objects = new ArrayList<>();
    for (String key : keys) {
      objects.add(ObjectIdentifier.builder().key(key).build());
    }
    s3.deleteObjects(request -> request.bucket(bucket).delete(all -> all.objects(objects)));
  }

  @Override
  public void deleteBucket(String bucket) {
    s3.deleteBucket(request -> request.bucket(bucket));
  }

  @Override
  public String presigned(String bucket, String key) {
    return presigned(endpoint, bucket, key);
  }

  static String presigned(String endpoint, String bucket, String key) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.of(REGION))
            .credentialsProvider(credentials())
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(true)
                    .checksumValidationEnabled(false)
                    .build())
            .build()) {
      return presigner
          .presignGetObject(
              request ->
                  request
                      .signatureDuration(Duration.ofHours(1))
                      .getObjectRequest(get -> get.bucket(bucket).key(key)))
          .url()
          .toString();
    }
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    scenario.call("GetObject", bucket, "-", "success", 0, 100);
    scenario.print(
        "range: "
            + Scenario.md5(
                s3.getObject(
                    request -> request.bucket(bucket).key("larger").range("bytes=10-109"))));
    scenario.call("GetObject", bucket, "-", "success", 0, 300_000);
    scenario.print(
        "bytes: "
            + s3.getObject(
                    request -> request.bucket(bucket).key("larger"), ResponseTransformer.toBytes())
                .asByteArray()
                .length);
    Path file = Files.createTempDirectory("sonde-s3").resolve("larger");
    scenario.call("GetObject", bucket, "-", "success", 0, 300_000);
    s3.getObject(request -> request.bucket(bucket).key("larger"), file);
    scenario.print("file: " + Scenario.md5(Files.newInputStream(file)));
    String there = "software.amazon.awssdk.core.exception.SdkClientException";
    scenario.call("GetObject", bucket, there, "error", 0, 0);
    scenario.attempt(
        "file there", () -> s3.getObject(request -> request.bucket(bucket).key("larger"), file));
    Files.delete(file);
    Files.delete(file.getParent());
    scenario.call("HeadBucket", bucket, "-", "success", 0, 0);
    s3.waiter().waitUntilBucketExists(request -> request.bucket(bucket));
    scenario.call("ListBuckets", "-", "-", "success", 0, 0);
    scenario.print("some buckets: " + !s3.listBuckets().buckets().isEmpty());
  }

  @Override
  public void moreFaults(Scenario scenario) {
    S3Client intercepted =
        builder(endpoint).overrideConfiguration(retrying(new Throwing())).build();
    scenario.call("GetObject", "intercepted", "java.lang.IllegalStateException", "", 0, 0);
    scenario.attempt(
        "interceptor", () -> intercepted.getObject(r -> r.bucket("intercepted").key("some")));
    intercepted.close();
    S3Client nobody = builder("http://127.0.0.1:47").build();
    scenario.call("GetObject", "refused", "*", "error,error,error", 0, 0);
    scenario.attempt("refused", () -> nobody.getObject(r -> r.bucket("refused").key("some")));
    nobody.close();
    scenario.call("GetObject", "-", "*", "", 0, 0);
    scenario.attempt("no bucket named", () -> s3.getObject(request -> request.key("some")));
  }

  /** An interceptor that the application would be better off without. */
  static final class Throwing implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      throw new IllegalStateException("the application's own");
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
