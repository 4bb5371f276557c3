package dev.sonde.smoke.s3.minio;

import dev.sonde.smoke.s3.Client;
import dev.sonde.smoke.s3.Scenario;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.http.Method;
import io.minio.messages.DeleteError;
import io.minio.messages.DeleteObject;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** {@code MinioAsyncClient}, which came with 8.4. */
public final class AsyncSdk implements Client {

  private static final int PART = 5 << 20;

  private final MinioAsyncClient s3;

  public AsyncSdk(String endpoint) {
    this.s3 =
        MinioAsyncClient.builder()
            .endpoint(endpoint)
            .credentials(ID, SECRET)
            .region(REGION)
            .build();
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw cause instanceof Exception ? (Exception) cause : e;
    }
  }

  @Override
  public void createBucket(String bucket) throws Exception {
    await(s3.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws Exception {
    ByteArrayInputStream stream = new ByteArrayInputStream(content);
    PutObjectArgs.Builder builder = PutObjectArgs.builder().bucket(bucket).object(key);
    await(s3.putObject(builder.stream(stream, content.length, -1).build()));
  }

  @Override
  public InputStream get(String bucket, String key) throws Exception {
    return await(s3.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  @Override
  public long head(String bucket, String key) throws Exception {
    return await(s3.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build())).size();
  }

  @Override
  public void copy(String bucket, String from, String to) throws Exception {
    CopySource source = CopySource.builder().bucket(bucket).object(from).build();
    await(s3.copyObject(CopyObjectArgs.builder().bucket(bucket).object(to).source(source).build()));
  }

  @Override
  public int list(String bucket, int pageSize) throws Exception {
    int count = 0;
    for (Result<Item> item :
        s3.listObjects(
            ListObjectsArgs.builder().bucket(bucket).recursive(true).maxKeys(pageSize).build())) {
      item.get();
      count++;
    }
    return count;
  }

  @Override
  public void multipart(String bucket, String key, byte[] content) throws Exception {
    ByteArrayInputStream stream = new ByteArrayInputStream(content);
    PutObjectArgs.Builder builder = PutObjectArgs.builder().bucket(bucket).object(key);
    await(s3.putObject(builder.stream(stream, -1, PART).build()));
  }

  @Override
  public void delete(String bucket, String key) throws Exception {
    await(s3.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  @Override
  public void deleteAll(String bucket, List<String> keys) throws Exception {
    List<DeleteObject> objects = new ArrayList<>();
    for (String key : keys) {
      objects.add(new DeleteObject(key));
    }
    for (Result<DeleteError> error :
        s3.removeObjects(RemoveObjectsArgs.builder().bucket(bucket).objects(objects).build())) {
      throw new IllegalStateException(error.get().message());
    }
  }

  @Override
  public void deleteBucket(String bucket) throws Exception {
    await(s3.removeBucket(RemoveBucketArgs.builder().bucket(bucket).build()));
  }

  @Override
  public String presigned(String bucket, String key) throws Exception {
    return s3.getPresignedObjectUrl(
        GetPresignedObjectUrlArgs.builder().method(Method.GET).bucket(bucket).object(key).build());
  }

  /** What comes after a call is no part of it. */
  @Override
  public void more(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    StatObjectArgs head = StatObjectArgs.builder().bucket(bucket).object("larger").build();
    scenario.call("HeadObject", bucket, "-", "success", 0, 0);
    scenario.call("HeadObject", bucket, "-", "success", 0, 0);
    CompletableFuture<Long> both =
        s3.statObject(head)
            .thenCompose(
                first -> {
                  try {
                    return s3.statObject(head).thenApply(second -> first.size() + second.size());
                  } catch (Exception e) {
                    throw new CompletionException(e);
                  }
                });
    scenario.print("both: " + await(both));
  }
}
