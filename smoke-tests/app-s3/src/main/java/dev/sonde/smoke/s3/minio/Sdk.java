package dev.sonde.smoke.s3.minio;

import dev.sonde.smoke.s3.Client;
import dev.sonde.smoke.s3.Scenario;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** {@code MinioClient}. */
public final class Sdk implements Client {

  private static final int PART = 5 << 20;

  private final String endpoint;
  private final MinioClient s3;

  public Sdk(String endpoint) {
    this.endpoint = endpoint;
    this.s3 = client(endpoint);
  }

  private static MinioClient client(String endpoint) {
    return builder(endpoint).build();
  }

  private static MinioClient.Builder builder(String endpoint) {
    return MinioClient.builder().endpoint(endpoint).credentials(ID, SECRET).region(REGION);
  }

  /** One whose HTTP client has an interceptor of the application's. */
  private MinioClient intercepted(Interceptor interceptor) {
    return builder(endpoint)
        .httpClient(new OkHttpClient.Builder().addNetworkInterceptor(interceptor).build())
        .build();
  }

  @Override
  public void createBucket(String bucket) throws Exception {
    s3.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws Exception {
    put(bucket, key, new ByteArrayInputStream(content), content.length);
  }

  @Override
  public boolean put(String bucket, String key, InputStream content, long length) throws Exception {
    s3.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).stream(content, length, -1).build());
    return true;
  }

  @Override
  public InputStream get(String bucket, String key) throws Exception {
    return s3.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
  }

  @Override
  public long head(String bucket, String key) throws Exception {
    return s3.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size();
  }

  @Override
  public void copy(String bucket, String from, String to) throws Exception {
    s3.copyObject(
        CopyObjectArgs.builder()
            .bucket(bucket)
            .object(to)
            .source(CopySource.builder().bucket(bucket).object(from).build())
            .build());
  }

  /** It did until it became a client of the asynchronous one. */
  @Override
  public boolean looksBeforeItCopies() {
    return Sdk.class.getClassLoader().getResource("io/minio/MinioAsyncClient.class") == null;
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
    s3.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).stream(
                new ByteArrayInputStream(content), -1, PART)
            .build());
  }

  @Override
  public void delete(String bucket, String key) throws Exception {
    s3.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
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
    s3.removeBucket(RemoveBucketArgs.builder().bucket(bucket).build());
  }

  @Override
  public String presigned(String bucket, String key) throws Exception {
    return s3.getPresignedObjectUrl(
        GetPresignedObjectUrlArgs.builder().method(Method.GET).bucket(bucket).object(key).build());
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    String bucket = scenario.bucket();
    scenario.call("GetObject", bucket, "-", "success", 0, 100);
    GetObjectArgs range =
        GetObjectArgs.builder().bucket(bucket).object("larger").offset(10L).length(100L).build();
    scenario.print("range: " + Scenario.md5(s3.getObject(range)));
    MinioClient asking = intercepted(asking(scenario.elsewhere()));
    StatObjectArgs larger = StatObjectArgs.builder().bucket(bucket).object("larger").build();
    scenario.call("HeadObject", bucket, "-", "success", 0, 0);
    scenario.http();
    scenario.print("interceptor: " + asking.statObject(larger).size());
  }

  /** Asks somebody else before it lets a request go. */
  private static Interceptor asking(String url) {
    OkHttpClient other = new OkHttpClient();
    return chain -> {
      other.newCall(new Request.Builder().url(url).build()).execute().close();
      return chain.proceed(chain.request());
    };
  }

  /** Finds fault with a response, and does not even close it. */
  private static Response refuse(Interceptor.Chain chain) throws IOException {
    chain.proceed(chain.request());
    throw new IOException("the application's own");
  }

  @Override
  public void moreFaults(Scenario scenario) throws Exception {
    MinioClient nobody = client("http://127.0.0.1:47");
    scenario.call("GetObject", "refused", "*", "error", 0, 0);
    scenario.attempt(
        "refused",
        () -> nobody.getObject(GetObjectArgs.builder().bucket("refused").object("a").build()));
    MinioClient refusing = intercepted(Sdk::refuse);
    scenario.call("GetObject", "refusing", "java.io.IOException", "error", 0, 0);
    scenario.attempt(
        "interceptor",
        () -> refusing.getObject(GetObjectArgs.builder().bucket("refusing").object("a").build()));
  }
}
