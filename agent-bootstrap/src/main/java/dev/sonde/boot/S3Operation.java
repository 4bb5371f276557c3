package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One call of an AWS service, S3 or another one, with all its attempts, until its result is there
 * and, where that is a stream, until nobody reads it any more.
 */
public final class S3Operation extends Operation {

  /** The service as AWS calls it, {@code S3}. */
  public final String service;

  /** The operation as AWS calls it, {@code GetObject}. */
  public final String method;

  /** The bucket as the application names it, which may be the ARN of an access point. */
  public final @Nullable String bucket;

  /** Who measures it; after a detach and another attach that is somebody else, who does not. */
  @Nullable S3Recorder recorder;

  /** Where it is counted while it runs; the recorder's. */
  public @Nullable Object running;

  /** The URL that it is about to send a request to, as its client has it. */
  @Nullable Object url;

  public @Nullable String region;
  public @Nullable String serverAddress;

  /** 0 or less where nobody knows. */
  public int serverPort;

  /** The status of the last attempt; 0 where no response came. */
  public int status;

  /** What the service calls its error, {@code NoSuchKey}; null where it told none. */
  public @Nullable String errorCode;

  /** How many HTTP requests were sent for it, or tried to. */
  public int attempts;

  /** How many of them the service refused because they were too many. */
  public int throttles;

  /** What only the span tells; null when there is none. */
  public final @Nullable S3Details details;

  private final boolean isS3;
  private final boolean hidesHttp;

  /** From the sending of a request until all of its response is there. */
  private boolean attempting;

  /** From the sending of a request until the head of its response is there. */
  private volatile boolean sending;

  private long sent = -1;
  private long received = -1;
  private long announced = -1;
  private @Nullable AtomicLong counter;
  private long firstByteNanos;

  /** Whether the application's result is a stream, which it reads by itself. */
  private volatile boolean streaming;

  private boolean handedOver;

  /** When all of the response had come; 0 before that. */
  private volatile long cameNanos;

  /** Whether a future is to have the result. */
  private boolean promised;

  /** When the last attempt of what is promised was over; 0 before that. */
  private long overNanos;

  /**
   * @param keys whether the span tells keys of objects
   * @param hidesHttp whether its HTTP requests are measured with it alone
   */
  public S3Operation(
      Origin origin,
      Current thread,
      String service,
      String method,
      @Nullable String bucket,
      boolean keys,
      boolean hidesHttp) {
    super(origin, thread);
    this.service = service;
    this.method = method;
    this.bucket = bucket;
    this.hidesHttp = hidesHttp;
    this.isS3 = service.equals("S3");
    this.details = recording ? new S3Details(keys, isS3) : null;
  }

  public boolean isS3() {
    return isS3;
  }

  /** Whether the request's body is an object, or a part of one. */
  public boolean sendsObject() {
    return isS3 && (method.equals("PutObject") || method.equals("UploadPart"));
  }

  /** Whether the response's body is an object. */
  public boolean receivesObject() {
    return isS3 && method.equals("GetObject");
  }

  /** A request is about to be sent, for the first time or once more. */
  public void attempt() {
    attempted(null);
    attempting = true;
    sending = true;
    attempts++;
    status = 0;
    errorCode = null;
    cameNanos = 0;
    overNanos = 0;
  }

  /** The same, and to whom. */
  public void attempt(@Nullable String host, int port) {
    serverAddress = host;
    serverPort = port;
    attempt();
  }

  /** No response has come, or will. */
  public void unanswered() {
    sending = false;
  }

  /**
   * The head of a response is there, or all of it.
   *
   * @param answer the status
   * @param code what the service calls its error; null for none, or where that is not known yet
   */
  public void answered(int answer, @Nullable String code) {
    sending = false;
    status = answer;
    errorCode = code;
    if (firstByteNanos == 0 && answer < 300 && receivesObject()) {
      firstByteNanos = now();
    }
  }

  private static long now() {
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  /**
   * The attempt is over.
   *
   * @param thrown what it failed with; null where {@link #answered} tells all
   */
  public void attempted(@Nullable Throwable thrown) {
    sending = false;
    if (attempting) {
      attempting = false;
      S3Recorder telling = recorder;
      if (telling != null) {
        telling.attempted(this, thrown);
      }
    }
  }

  /** How long the first byte of an object took to come; -1 where none came. */
  public long firstByteNanos() {
    return firstByteNanos == 0 ? -1 : firstByteNanos - startNanos;
  }

  /** The length of the body that is sent, if it is an object's; -1 where nobody knows. */
  public void sends(long length) {
    if (sendsObject()) {
      sent = length;
    }
  }

  /** The same as the text of a header. */
  public void sends(@Nullable String length) {
    sends(HttpClientOperation.length(length));
  }

  /** The length that the response announces for its body, if that is an object; -1 for none. */
  public void announces(long length) {
    if (receivesObject() && status < 300) {
      announced = length;
    }
  }

  /** The same as the text of a header. */
  public void announces(@Nullable String length) {
    announces(HttpClientOperation.length(length));
  }

  /** Some bytes of the response's body were read. */
  public void receives(long bytes) {
    if (receivesObject()) {
      received = received < 0 ? bytes : received + bytes;
    }
  }

  /** The client itself counts the bytes of the response's body that are read, in this. */
  public void countedBy(@Nullable AtomicLong bytes) {
    if (receivesObject() && status < 300) {
      counter = bytes;
    }
  }

  /** The bytes of the object that was sent; -1 where none was, or nobody knows. */
  public long sent() {
    return sent;
  }

  /** The bytes of the object that came; -1 where none did. */
  public long received() {
    AtomicLong counted = counter;
    if (counted != null) {
      return counted.get();
    }
    return received < 0 && !streaming && error() == null ? announced : received;
  }

  /** The size of the object that the response announced; -1 where it did not. */
  public long announced() {
    return announced;
  }

  /** The value of {@link S3Probe#XRAY_HEADER} to send; null where it is not sent. */
  public @Nullable String xray() {
    S3Recorder telling = recorder;
    return telling == null ? null : telling.xray(this);
  }

  /**
   * The result is a stream, which the application reads after the call has returned.
   *
   * @return whether all of it has come already
   */
  boolean stream() {
    streaming = true;
    return cameNanos != 0;
  }

  boolean isStreaming() {
    return streaming;
  }

  /** The stream is at its end, or broken, before the application could have it. */
  void streamed() {
    streaming = false;
  }

  /** The application gets its result, or what it reads that from. */
  void handOver() {
    handedOver = true;
  }

  boolean isHandedOver() {
    return handedOver;
  }

  /**
   * All of the response has come, or no more of it will.
   *
   * @return whether the application has had its result before, which was a stream
   */
  boolean came() {
    cameNanos = now();
    return streaming;
  }

  boolean endCame() {
    return endAt(cameNanos);
  }

  void promise() {
    promised = true;
  }

  /** There will be no further attempt. Callbacks of a future are run before that has an end. */
  public void over() {
    if (promised) {
      overNanos = now();
    }
  }

  /** Ends what was promised, at the time when its last attempt was over. */
  boolean endOver() {
    return overNanos == 0 ? end() : endAt(overNanos);
  }

  /** Ends it where its first byte came, since nobody knows when the rest was let go. */
  boolean endDropped() {
    return firstByteNanos == 0 ? end() : endAt(firstByteNanos);
  }

  @Override
  public boolean coversHttp(String host, int port) {
    return hidesHttp && sending && isServer(host, port);
  }

  /** Whether the present attempt goes there. Nobody knows better where it goes nowhere known. */
  private boolean isServer(String host, int port) {
    String server = serverAddress;
    return server == null
        || ((serverPort <= 0 || serverPort == port)
            && withoutBrackets(server).equalsIgnoreCase(withoutBrackets(host)));
  }

  /** An address of IPv6 as a URL has it is in brackets. */
  private static String withoutBrackets(String host) {
    boolean has = host.startsWith("[") && host.endsWith("]");
    return has ? host.substring(1, host.length() - 1) : host;
  }
}
