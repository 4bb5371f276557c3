package dev.sonde.smoke.s3.aws2;

import dev.sonde.smoke.s3.Client;
import dev.sonde.smoke.s3.Scenario;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** {@code S3AsyncClient}. */
abstract class Async implements Client {

  private static final int PART = 5 << 20;

  private final String endpoint;
  private final S3AsyncClient s3;

  Async(String endpoint) {
    this.endpoint = endpoint;
    this.s3 = client(endpoint);
  }

  abstract S3AsyncClient client(String to);

  String endpoint() {
    return endpoint;
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  @Override
  public void createBucket(String bucket) throws Exception {
    await(s3.createBucket(request -> request.bucket(bucket)));
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws Exception {
    await(
        s3.putObject(
            request -> request.bucket(bucket).key(key), AsyncRequestBody.fromBytes(content)));
  }

  @Override
  public InputStream get(String bucket, String key) throws Exception {
    return new ByteArrayInputStream(
        await(
                s3.getObject(
                    request -> request.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
            .asByteArray());
  }

  @Override
  public long head(String bucket, String key) throws Exception {
    return await(s3.headObject(request -> request.bucket(bucket).key(key))).contentLength();
  }

  /** Without a body there is no name of an error. */
  @Override
  public String nothingThere() {
    return "404";
  }

  /** An object's body is a part of the attempt. */
  @Override
  public String attempts(String bucket, String answers) {
    boolean breaks = bucket.startsWith("reset-") || bucket.startsWith("short-");
    return breaks ? answers.replace("success", "error") : answers;
  }

  @Override
  public void copy(String bucket, String from, String to) throws Exception {
    await(
        s3.copyObject(
            request ->
                request
                    .copySource(bucket + '/' + from)
                    .destinationBucket(bucket)
                    .destinationKey(to)));
  }

  @Override
  public int list(String bucket, int pageSize) throws Exception {
    int[] count = new int[1];
    await(
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(pageSize))
            .subscribe(page -> count[0] += page.contents().size()));
    return count[0];
  }

  /** Each call in a callback of the one before. */
  @Override
  public void multipart(String bucket, String key, byte[] content) throws Exception {
    List<CompletedPart> parts = new ArrayList<>();
    await(
        s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
            .thenCompose(
                created ->
                    parts(bucket, key, created.uploadId(), content, 0, parts)
                        .thenCompose(
                            all ->
                                s3.completeMultipartUpload(
                                    request ->
                                        request
                                            .bucket(bucket)
                                            .key(key)
                                            .uploadId(created.uploadId())
                                            .multipartUpload(completed -> completed.parts(all))))));
  }

  private CompletableFuture<List<CompletedPart>> parts(
      String bucket,
      String key,
      String upload,
      byte[] content,
      int from,
      List<CompletedPart> parts) {
    if (from >= content.length) {
      return CompletableFuture.completedFuture(parts);
    }
    int to = Math.min(content.length, from + PART);
    int number = parts.size() + 1;
    return s3.uploadPart(
            request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            AsyncRequestBody.fromBytes(Arrays.copyOfRange(content, from, to)))
        .thenCompose(
            part -> {
              parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
              return parts(bucket, key, upload, content, to, parts);
            });
  }

  @Override
  public void delete(String bucket, String key) throws Exception {
    await(s3.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  @Override
  public void deleteAll(String bucket, List<String> keys) throws Exception {
    List<ObjectIdentifier> objects = new ArrayList<>();
    for (String key : keys) {
      objects.add(ObjectIdentifier.builder().key(key).build());
    }
    await(s3.deleteObjects(request -> request.bucket(bucket).delete(all -> all.objects(objects))));
  }

  @Override
  public void deleteBucket(String bucket) throws Exception {
    await(s3.deleteBucket(request -> request.bucket(bucket)));
  }

  @Override
  public String presigned(String bucket, String key) {
    return Sync.presigned(endpoint, bucket, key);
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    Path file = Files.createTempDirectory("sonde-s3").resolve("larger");
    scenario.call("GetObject", bucket, "-", "success", 0, 300_000);
    await(s3.getObject(request -> request.bucket(bucket).key("larger"), file));
    scenario.print("file: " + Scenario.md5(Files.newInputStream(file)));
    Files.delete(file);
    Files.delete(file.getParent());
    scenario.call("ListBuckets", "-", "-", "success", 0, 0);
    scenario.print("some buckets: " + !await(s3.listBuckets()).buckets().isEmpty());
  }

  @Override
  public void close() {
    s3.close();
  }
}
