package dev.sonde.boot;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Called by woven MinIO clients, and by OkHttp for those of its calls that are MinIO's.
 *
 * <pre>{@code
 * S3Operation op = S3Probe.begin("S3", …);     // in execute and executeAsync
 * MinioProbe.made(callback);                    // the callback of its call belongs to it
 * MinioProbe.started(call, callback);           // and so does the call itself
 * op = MinioProbe.attempt(call);                // which sends a request, or several
 * MinioProbe.opened(exchange, call, status);    // whose response has a body
 * MinioProbe.finished(exchange, …);             // which is read, or closed
 * Context outer = MinioProbe.answered(callback, true, null);
 * ...                                           // what the application has to do with the answer
 * MinioProbe.told(callback, outer);
 * MinioProbe.returned(op, thrown);              // execute and executeAsync return
 * }</pre>
 */
public final class MinioProbe {

  private MinioProbe() {}

  /** A callback is made by the operation that the thread is in. */
  public static void made(Object callback) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      Carried.put(callback, operation);
    }
  }

  /** A call starts that tells a callback, which may be an operation's. */
  public static void started(Object call, Object callback) {
    S3Operation operation = operation(callback);
    if (operation != null) {
      Carried.put(call, operation);
    }
  }

  /**
   * A call starts that the thread waits for. It is that of the thread's operation if this knows its
   * server; until then what is called fetches credentials.
   */
  public static void started(Object call) {
    S3Operation operation = S3Probe.current();
    if (operation != null && operation.serverAddress != null) {
      Carried.put(call, operation);
    }
  }

  /** A call is about to send a request; null where that is no operation's. */
  public static @Nullable S3Operation attempt(Object call) {
    S3Operation operation = operation(call);
    if (operation != null) {
      operation.attempt();
    }
    return operation;
  }

  /**
   * The response of a call's request has a body.
   *
   * @param exchange through which it is read; what the application has of the body leads to it
   */
  public static void opened(Object exchange, Object call, int status) {
    S3Operation operation = operation(call);
    if (operation != null && operation.receivesObject() && status < 300) {
      operation.answered(status, null);
      operation.stream();
      S3Streams.watch(exchange, operation);
    }
  }

  /**
   * The body of a request or a response is complete, or will never be.
   *
   * @param bytes how many there were
   */
  public static void finished(
      Object exchange,
      Object call,
      long bytes,
      boolean response,
      boolean request,
      @Nullable Throwable thrown) {
    if (response) {
      if (bytes > 0) {
        S3Probe.read(exchange, bytes);
      }
      S3Probe.closed(exchange, thrown);
    } else if (request && thrown == null) {
      S3Operation operation = operation(call);
      if (operation != null) {
        operation.sends(bytes);
      }
    }
  }

  /**
   * A callback is told of a response or a failure, and tells the application, for which the
   * operation is over.
   *
   * @return the thread's context, for {@link #told}
   */
  public static @Nullable Context answered(
      Object callback, boolean successful, @Nullable Throwable thrown) {
    Current thread = Current.cell();
    Context outer = thread.get();
    S3Operation operation = operation(callback);
    if (operation != null && (successful || thrown != null)) {
      leave(thread, operation, thrown);
    }
    return outer;
  }

  /**
   * MinIO's client has made an exception of a response.
   *
   * @param code what the service calls its error
   */
  public static void failed(@Nullable String code, Throwable thrown) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      operation.answered(operation.status, code);
      leave(Current.cell(), operation, thrown);
    }
  }

  /** Lets the application go on where it called from. */
  private static void leave(Current thread, S3Operation operation, @Nullable Throwable thrown) {
    if (!operation.isStreaming()) {
      S3Probe.end(operation, thrown);
    }
    thread.set(operation.outer());
  }

  /** A callback returns. */
  public static void told(Object callback, @Nullable Context outer) {
    Current.cell().set(outer);
    S3Operation operation = operation(callback);
    if (operation != null && !operation.isStreaming()) {
      S3Probe.end(operation, null);
    }
  }

  /** The call returns on the thread that began it, and its end is told elsewhere. */
  public static void left(@Nullable S3Operation operation, @Nullable Throwable thrown) {
    if (operation != null) {
      operation.leave();
      if (thrown != null) {
        S3Probe.end(operation, thrown);
      }
    }
  }

  /** The call returns on the thread that began it, and has its response. */
  public static void returned(@Nullable S3Operation operation, @Nullable Throwable thrown) {
    if (operation != null) {
      operation.leave();
      if (thrown != null || !operation.isStreaming()) {
        S3Probe.end(operation, thrown);
      }
    }
  }

  /** The call has returned, and came to nothing that would be told elsewhere. */
  public static void refused(S3Operation operation, CompletableFuture<?> failed) {
    try {
      failed.getNow(null);
    } catch (RuntimeException e) {
      S3Probe.end(operation, e);
    }
  }

  private static @Nullable S3Operation operation(Object carrier) {
    Object carried = Carried.get(carrier);
    return carried instanceof S3Operation ? (S3Operation) carried : null;
  }
}
