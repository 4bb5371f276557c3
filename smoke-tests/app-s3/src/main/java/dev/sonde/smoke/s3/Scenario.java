package dev.sonde.smoke.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What clients are used for, and what goes wrong. It prints what an application sees, and a ledger
 * of what an observer has to report, a line for each call:
 *
 * <pre>{@code
 * CALL GetObject|bucket-a|NoSuchKey|error|0|0      operation, bucket, error, attempts, sent, received
 * CALL ListBuckets|-|-|success|0|0                 - is none
 * CALL PutObject|bucket-b|*|error,success|5|0      * is any error
 * HTTP                                             a request of the application's own
 * OTHER KMS/ListKeys                               a call of another service
 * }</pre>
 *
 * <p>The bytes are those of objects.
 */
public final class Scenario {

  private static final int PART = 5 << 20;
  private static final int BUFFER = 1 << 16;

  private final PrintStream out;
  private final Client client;
  private final Client other;
  private final FaultyServer faulty;
  private final String id;

  Scenario(PrintStream out, Client client, Client other, FaultyServer faulty, String id) {
    this.out = out;
    this.client = client;
    this.other = other;
    this.faulty = faulty;
    this.id = id;
  }

  void run(String part) throws Exception {
    switch (part) {
      case "by":
        objects();
        multipart();
        client.more(this);
        faults();
        other.moreFaults(this);
        clean();
        break;
      case "one":
        other.head("one-" + id, "some");
        break;
      case "buckets":
        manyBuckets();
        break;
      case "huge":
        huge();
        break;
      case "unclosed":
        unclosed();
        break;
      default:
        throw new IllegalArgumentException(part);
    }
  }

  /** The bucket that the scenario uses, which is there. */
  public String bucket() {
    return "real-" + id;
  }

  private void objects() throws Exception {
    String bucket = bucket();
    call("CreateBucket", bucket, "-", "success", 0, 0);
    client.createBucket(bucket);
    putAndGet("small", 11);
    putAndGet("empty", 0);
    putAndGet("a/path with spaces/ü", 1000);
    putAndGet("larger", 300_000);
    call("HeadObject", bucket, "-", "success", 0, 0);
    print("head: " + client.head(bucket, "larger"));
    if (client.looksBeforeItCopies()) {
      call("HeadObject", bucket, "-", "success", 0, 0);
    }
    call("CopyObject", bucket, "-", "success", 0, 0);
    client.copy(bucket, "small", "copied");
    for (int page = 0; page < 3; page++) {
      call("ListObjectsV2", bucket, "-", "success", 0, 0);
    }
    print("listed: " + client.list(bucket, 2));
    call("GetObject", bucket, "NoSuchKey", "error", 0, 0);
    attempt("nothing there", () -> md5(client.get(bucket, "missing")));
    call("HeadObject", bucket, client.nothingThere(), "error", 0, 0);
    attempt("no head there", () -> client.head(bucket, "missing"));
    String nowhere = "nowhere-" + id;
    if (!client.isLostByEarlyAnswers()) {
      call("PutObject", nowhere, "NoSuchBucket", "error", 0, 0);
      attempt("no bucket", () -> put(nowhere, "small", 11));
    }
    presigned("larger");
    fetched("fetched");
    String given = "given-" + id;
    call("GetObject", given, "-", "success", 0, -1);
    InputStream aborted = other.get(given, "some");
    print("first byte: " + aborted.read());
    other.abort(aborted);
    faulty.take(given);
    call("DeleteObject", bucket, "-", "success", 0, 0);
    client.delete(bucket, "copied");
  }

  /** A signed URL is for anybody to use; making it is no call. */
  private void presigned(String key) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection) new URL(client.presigned(bucket(), key)).openConnection();
    print("presigned: " + connection.getResponseCode() + ' ' + md5(connection.getInputStream()));
    http();
  }

  /** Puts what is fetched from elsewhere as it is sent. */
  private void fetched(String key) throws Exception {
    if (client.put(bucket(), key, new Fetched(elsewhere()), FaultyServer.CONTENT.length())) {
      http();
      call("PutObject", bucket(), "-", "success", FaultyServer.CONTENT.length(), 0);
      call("GetObject", bucket(), "-", "success", 0, FaultyServer.CONTENT.length());
      print("fetched: " + md5(client.get(bucket(), key)));
      call("DeleteObject", bucket(), "-", "success", 0, 0);
      client.delete(bucket(), key);
    }
  }

  /** Asks for what it has when that is read. */
  private static final class Fetched extends InputStream {
    private final String url;
    private InputStream in;

    Fetched(String url) {
      this.url = url;
    }

    @Override
    public int read() throws IOException {
      return in().read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return in().read(into, from, length);
    }

    private InputStream in() throws IOException {
      if (in == null) {
        in = new URL(url).openStream();
      }
      return in;
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
      }
    }
  }

  /** What another server than that of the client's answers to anybody. */
  public String elsewhere() {
    return faulty.endpoint() + "/elsewhere/" + id;
  }

  private void multipart() throws Exception {
    byte[] content = content(PART + 1000);
    call("CreateMultipartUpload", bucket(), "-", "success", 0, 0);
    call("UploadPart", bucket(), "-", "success", PART, 0);
    call("UploadPart", bucket(), "-", "success", 1000, 0);
    call("CompleteMultipartUpload", bucket(), "-", "success", 0, 0);
    client.multipart(bucket(), "parts", content);
    call("GetObject", bucket(), "-", "success", 0, content.length);
    print("parts: " + md5(client.get(bucket(), "parts")));
  }

  private void clean() throws Exception {
    call("DeleteObjects", bucket(), "-", "success", 0, 0);
    client.deleteAll(
        bucket(), Arrays.asList("small", "empty", "a/path with spaces/ü", "larger", "parts"));
    call("ListObjectsV2", bucket(), "-", "success", 0, 0);
    print("left: " + client.list(bucket(), 100));
    call("DeleteBucket", bucket(), "-", "success", 0, 0);
    client.deleteBucket(bucket());
  }

  private void faults() throws Exception {
    fault("throttled", "SlowDown");
    fault("busy", "SlowDown");
    fault("failing", "InternalError");
    fault("gone", "*");
    fault("reset", "*");
    fault("short", "*");
    fault("slow", "-");
    putThrough("throttled", "*");
    putThrough("gone", "*");
    circle();
  }

  /** Gets an object from a bucket with a fault. */
  private void fault(String name, String error) throws Exception {
    String bucket = name + '-' + id;
    long[] length = {-1};
    boolean fails =
        attempt(
            name,
            () -> {
              String sum = md5(other.get(bucket, "some"));
              length[0] = Long.parseLong(sum.substring(sum.indexOf(' ') + 1));
              return sum;
            });
    String attempts = other.attempts(bucket, faulty.take(bucket));
    call("GetObject", bucket, fails ? error : "-", attempts, 0, length[0]);
  }

  /** Puts an object into a bucket with a fault. */
  private void putThrough(String name, String error) throws Exception {
    String bucket = name + "-put-" + id;
    boolean fails = attempt("put, " + name, () -> putTo(other, bucket, "some", 2000));
    String attempts = other.attempts(bucket, faulty.take(bucket));
    call("PutObject", bucket, fails ? error : "-", attempts, fails ? 0 : 2000, 0);
  }

  private void circle() throws Exception {
    String bucket = "circle-" + id;
    boolean fails = attempt("circle", () -> md5(other.get(bucket, "some")));
    faulty.take(bucket);
    call("GetObject", bucket, fails ? "*" : "-", "?", 0, -1);
  }

  /** A thousand buckets, each of which is another label. */
  private void manyBuckets() throws Exception {
    for (int i = 0; i < 1000; i++) {
      putTo(other, "many-" + i + '-' + id, "some", 10);
    }
    print("buckets: 1000");
  }

  /** An object that fits no heap. */
  private void huge() throws Exception {
    long length = Long.getLong("s3.huge", 5L << 30);
    long left = length;
    long sum = 0;
    try (InputStream in = other.get("sized-" + id, Long.toString(length))) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        sum += buffer[0];
      }
    }
    print("huge: " + left + ' ' + (sum != 0));
    call("GetObject", "sized-" + id, "-", faulty.take("sized-" + id), 0, length);
  }

  /** A stream that is never closed: what it was got with comes to its end with the stream. */
  private void unclosed() throws Exception {
    InputStream in = other.get("sized-" + id, "1000000");
    print("first byte: " + in.read());
    call("GetObject", "sized-" + id, "?", faulty.take("sized-" + id), 0, -1);
  }

  private void putAndGet(String key, int length) throws Exception {
    call("PutObject", bucket(), "-", "success", length, 0);
    put(bucket(), key, length);
    call("GetObject", bucket(), "-", "success", 0, length);
    print(key + ": " + md5(client.get(bucket(), key)));
  }

  private String put(String bucket, String key, int length) throws Exception {
    return putTo(client, bucket, key, length);
  }

  private static String putTo(Client to, String bucket, String key, int length) throws Exception {
    to.put(bucket, key, content(length));
    return "put";
  }

  /** The same for the same length. */
  public static byte[] content(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31 + i / 1000 + length);
    }
    return content;
  }

  /** The MD5 of what a stream has, and how long that is. */
  public static String md5(InputStream stream) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    long length = 0;
    try (InputStream in = stream) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        length += read;
      }
    }
    return hex(digest.digest()) + ' ' + length;
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(Character.forDigit(each >> 4 & 15, 16)).append(Character.forDigit(each & 15, 16));
    }
    return text.toString();
  }

  /**
   * Prints what something returns, or what it throws: the class, and those of the causes.
   *
   * @return whether it threw something
   */
  public boolean attempt(String what, Callable<?> call) {
    try {
      print(what + ": " + call.call());
      return false;
    } catch (Exception e) {
      List<String> classes = new ArrayList<>();
      for (Throwable each = e; each != null && classes.size() < 5; each = each.getCause()) {
        classes.add(each.getClass().getName());
      }
      print(what + ": " + classes);
      return true;
    }
  }

  public void print(String what) {
    out.println(what);
  }

  /**
   * A call that an observer has to report.
   *
   * @param attempts their outcomes, joined by commas; ? where nobody knows
   * @param sent -1 where nobody knows
   * @param received -1 where nobody knows
   */
  public void call(
      String operation, String bucket, String error, String attempts, long sent, long received) {
    out.println(
        String.join("|", "CALL " + operation, bucket, error, attempts, text(sent), text(received)));
  }

  /** A call of another service. */
  public void other(String service, String operation) {
    out.println("OTHER " + service + '/' + operation);
  }

  /** A request of the application's own, which an observer has to report, too. */
  public void http() {
    out.println("HTTP");
  }

  private static String text(long bytes) {
    return bytes < 0 ? "?" : Long.toString(bytes);
  }

  /** The bytes of a text. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
