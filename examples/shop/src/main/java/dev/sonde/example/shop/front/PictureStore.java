package dev.sonde.example.shop.front;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The products' pictures, in S3. */
final class PictureStore {

  private static final String BUCKET = "pictures";
  private static final String[] COLORS = {"#c33", "#3a3", "#36c", "#c93", "#939", "#399"};

  private final S3Client s3;

  PictureStore(int port) {
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  void fill() {
    for (int i = 0; i < COLORS.length; i++) {
      String key = key(i);
      String picture =
          "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'><circle cx='100'"
              + (" cy='100' r='80' fill='" + COLORS[i] + "'/></svg>");
      s3.putObject(
          put -> put.bucket(BUCKET).key(key).contentType("image/svg+xml"),
          RequestBody.fromBytes(picture.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * A product's picture; null for one of those that nobody has painted.
   *
   * @param print whether it is to be large enough to be printed
   */
  byte @Nullable [] find(int product, boolean print) {
    String key = (print ? "print/" : "") + key(product % (COLORS.length + 1));
    try {
      return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      return null;
    }
  }

  private static String key(int number) {
    return "picture-" + number + ".svg";
  }
}
