package dev.sonde.boot;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Called by woven clients of S3, and of the other services of AWS.
 *
 * <pre>{@code
 * S3Operation op = S3Probe.start("S3", "GetObject", bucket);   // null: nothing measures
 * op.region = …; op.serverAddress = …                          // where they are known
 * op.enter();                                                  // when nothing can fail any more
 * op.attempt();                                                // each time a request is sent
 * op.answered(200, null);                                      // its response's head is there
 * op.attempted(thrown);                                        // the attempt is over
 * ...
 * S3Probe.returned(op, result, thrown);         // the call returns, and nothing is left to come
 * S3Probe.returned(op, stream, null);           // the application has a stream to read
 * S3Probe.read(stream, count);                  // that stream's read returns
 * S3Probe.closed(stream, null);                 // and is closed, aborted or broken
 * }</pre>
 *
 * <p>The operation is the context of the thread that began it, from {@link Operation#enter} to
 * {@link Operation#leave}. Its HTTP requests are parts of it while an attempt runs.
 */
public final class S3Probe {

  /** The header that tells a trace to AWS. */
  public static final String XRAY_HEADER = "X-Amzn-Trace-Id";

  /** What woven code asks for: it can't name a class of its own. */
  public static final Class<String> TEXT = String.class;

  public static final Class<Object> ANYTHING = Object.class;

  private static final String SERVICES = "software.amazon.awssdk.services.";
  private static final int MOST_WRAPPERS = 4;

  /** Names of services that are no longer are initials. */
  private static final int LONGEST_INITIALS = 3;

  private static volatile @Nullable S3Recorder recorder;

  private S3Probe() {}

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable S3Recorder newRecorder) {
    recorder = newRecorder;
    if (newRecorder == null) {
      S3Streams.forgetAll();
    }
  }

  /**
   * The service that a client of the AWS SDK 2 is for.
   *
   * @param handler carries its name, unless it was made before the agent came
   * @param request of a class in the service's package
   */
  public static @Nullable String service(Object handler, @Nullable Object request) {
    Object carried = Carried.get(handler);
    if (carried instanceof String) {
      return (String) carried;
    }
    String type = request == null ? "" : request.getClass().getName();
    if (!type.startsWith(SERVICES)) {
      return null;
    }
    return serviceName(type.substring(SERVICES.length(), type.indexOf('.', SERVICES.length())));
  }

  /** The service as AWS calls it, from what the SDK 2 calls it, {@code Sqs} for example. */
  public static @Nullable String serviceName(@Nullable String name) {
    if (name == null) {
      return null;
    }
    if (name.equalsIgnoreCase("DynamoDB")) {
      return "DynamoDB";
    }
    return name.length() <= LONGEST_INITIALS ? name.toUpperCase(Locale.ROOT) : name;
  }

  /** Whether anybody measures. */
  public static boolean isOn() {
    return recorder != null;
  }

  /** The call that the thread is in; null where it is in none that still goes on. */
  public static @Nullable S3Operation current() {
    Context context = Current.context();
    boolean goesOn = context instanceof S3Operation && !((S3Operation) context).isEnded();
    return goesOn ? (S3Operation) context : null;
  }

  /**
   * Begins to measure a call. Whoever does makes it the thread's context at last, {@linkplain
   * Operation#enter when} nothing can fail any more.
   *
   * @param service as AWS calls it, {@code S3}
   * @param method the operation as AWS calls it, {@code GetObject}
   * @return null where nothing measures
   */
  @OutOfLine
  @OutOfLineOnJava8
  public static @Nullable S3Operation start(
      @Nullable String service, @Nullable String method, @Nullable String bucket) {
    S3Recorder current = recorder;
    if (current == null || service == null || method == null) {
      return null;
    }
    S3Streams.endDropped();
    S3Operation operation = current.start(Current.cell(), service, method, bucket);
    if (operation != null) {
      operation.recorder = current;
    }
    return operation;
  }

  /**
   * The call returns, on the thread that it began on: what follows is no part of it.
   *
   * @param stream the application's to read, where there is one; the operation goes on with it
   */
  public static void returned(
      @Nullable S3Operation operation, @Nullable Object stream, @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    operation.leave();
    if (stream == null || thrown != null || operation.isEnded()) {
      end(operation, thrown);
    } else {
      operation.stream();
      S3Streams.watch(stream, operation);
    }
  }

  /**
   * An asynchronous call returns, on the thread that it began on.
   *
   * @param future what the client returns; the operation ends with it, or with its result where
   *     that is a stream
   */
  public static void promised(
      @Nullable S3Operation operation,
      @Nullable CompletableFuture<?> future,
      @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    operation.leave();
    if (future == null || thrown != null) {
      end(operation, thrown);
    } else {
      ((CompletionStage<?>) future).whenComplete(new S3Promise(operation));
    }
  }

  /**
   * All of an asynchronous response has come. What the calling thread does of it is no part of the
   * operation, but of what that was called in.
   *
   * @param carried the operation, where there is one
   * @param thrown what broke it off
   * @return for {@link #exit}
   */
  public static @Nullable Context came(@Nullable Object carried, @Nullable Throwable thrown) {
    if (!(carried instanceof S3Operation)) {
      return null;
    }
    S3Operation operation = (S3Operation) carried;
    if (operation.came()) {
      fail(operation, thrown);
      if (operation.endCame()) {
        tell(operation);
      }
    }
    return swap(operation.outer());
  }

  /**
   * Gives the calling thread the context that an operation was begun in, to run what comes of it.
   *
   * @param carried the operation, where there is one
   * @return for {@link #exit}
   */
  public static @Nullable Context resume(@Nullable Object carried) {
    return carried instanceof S3Operation ? swap(((S3Operation) carried).outer()) : null;
  }

  /**
   * Makes an operation the context of a thread that goes on with it, asynchronously.
   *
   * @return for {@link #exit}
   */
  public static Context enter(S3Operation operation) {
    operation.promise();
    return swap(operation);
  }

  private static Context swap(@Nullable Context context) {
    Current thread = Current.cell();
    Context before = thread.get();
    thread.set(context);
    return before == null ? Context.NONE : before;
  }

  /** Gives the calling thread its former context back; null where it was not changed. */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  public static void exit(@Nullable Context before) {
    if (before != null) {
      Current.cell().set(before == Context.NONE ? null : before);
    }
  }

  /** Lets {@link #take} find an operation, for the object that the thread is about to make. */
  public static void give(@Nullable Object carried) {
    S3Operation operation = carried instanceof S3Operation ? (S3Operation) carried : null;
    Current thread = operation == null ? Current.existing() : Current.cell();
    if (thread != null) {
      thread.s3(operation);
    }
  }

  /** What was given, once. */
  public static @Nullable S3Operation take() {
    Current thread = Current.existing();
    S3Operation operation = thread == null ? null : (S3Operation) thread.s3();
    if (thread != null && operation != null) {
      thread.s3(null);
    }
    return operation;
  }

  /** Ends an operation. The first call counts, whichever thread's it is. */
  @OutOfLine
  @OutOfLineOnJava8
  public static void end(@Nullable S3Operation operation, @Nullable Throwable thrown) {
    if (operation != null && !operation.isEnded()) {
      fail(operation, thrown);
      if (operation.end()) {
        tell(operation);
      }
    }
  }

  static void fail(S3Operation operation, @Nullable Throwable thrown) {
    Throwable cause = thrown == null ? null : behind(thrown);
    operation.attempted(cause);
    operation.fail(cause);
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  static void tell(S3Operation operation) {
    S3Recorder current = recorder;
    if (current != null && current == operation.recorder) {
      current.end(operation);
    }
  }

  /**
   * A stream that carries an operation was read.
   *
   * @param count how many bytes came; -1 where the stream is at its end
   */
  public static void read(Object stream, long count) {
    S3Operation operation = S3Streams.of(stream);
    if (operation == null) {
      return;
    }
    if (count >= 0) {
      operation.receives(count);
    } else {
      S3Streams.leave(stream);
      end(operation, null);
    }
  }

  /**
   * Nothing more is read of a stream.
   *
   * @param thrown what reading it failed with; null where it is closed or aborted
   */
  public static void closed(Object stream, @Nullable Throwable thrown) {
    S3Operation operation = S3Streams.of(stream);
    if (operation != null) {
      S3Streams.leave(stream);
      end(operation, thrown);
    }
  }

  /** Ends the calls whose streams nobody has any more, if there are some. */
  public static void endDropped() {
    S3Streams.endDropped();
  }

  /** What a future failed with, without what futures put around it. */
  private static Throwable behind(Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; depth < MOST_WRAPPERS; depth++) {
      boolean isWrapper = each instanceof CompletionException || each instanceof ExecutionException;
      Throwable cause = isWrapper ? each.getCause() : null;
      if (cause == null) {
        return each;
      }
      each = cause;
    }
    return each;
  }
}
