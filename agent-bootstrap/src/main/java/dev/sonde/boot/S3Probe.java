package dev.sonde.boot;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Called by woven clients of S3, and of the other services of AWS.
 *
 * <pre>{@code
 * S3Operation op = S3Probe.begin("S3", "GetObject", bucket);   // null: nothing measures
 * op.region = …; op.serverAddress = …                          // where they are known
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
 * <p>The operation is the context of the thread that began it, from {@link #begin} until it
 * {@linkplain Operation#leave leaves} it. Its HTTP requests are parts of it while an attempt runs.
 */
public final class S3Probe {

  /** The header that tells a trace to AWS. */
  public static final String XRAY_HEADER = "X-Amzn-Trace-Id";

  private static final int MOST_WRAPPERS = 4;

  private static volatile @Nullable S3Recorder recorder;

  private S3Probe() {}

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable S3Recorder newRecorder) {
    recorder = newRecorder;
  }

  /** Whether anybody measures. */
  public static boolean isOn() {
    return recorder != null;
  }

  /**
   * Begins to measure a call, and makes it the calling thread's context.
   *
   * @param service as AWS calls it, {@code S3}
   * @param method the operation as AWS calls it, {@code GetObject}
   * @return null where nothing measures
   */
  @OutOfLine
  @OutOfLineOnJava8
  public static @Nullable S3Operation begin(
      @Nullable String service, @Nullable String method, @Nullable String bucket) {
    S3Recorder current = recorder;
    if (current == null || service == null || method == null) {
      return null;
    }
    S3Streams.endDropped();
    S3Operation operation = current.start(Current.cell(), service, method, bucket);
    if (operation != null) {
      operation.recorder = current;
      operation.enter();
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

  private static void fail(S3Operation operation, @Nullable Throwable thrown) {
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
