package dev.sonde.boot;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Called by woven MinIO clients, and by OkHttp for those of its calls that are MinIO's.
 *
 * <pre>{@code
 * S3Operation op = S3Probe.start("S3", …);      // in execute and executeAsync
 * MinioProbe.requests(url);                     // what its call will be for
 * MinioProbe.made(callback);                    // the callback of its call belongs to it
 * MinioProbe.enqueued(call, callback);          // and so does the call itself
 * op = MinioProbe.running(call);                // which sends a request, or several
 * op = MinioProbe.opened(exchange, call, true); // whose response has a body
 * MinioProbe.finished(exchange, …);             // which is read, or closed
 * Context outer = MinioProbe.answered(callback, true, null);
 * ...                                           // what the application has to do with the answer
 * MinioProbe.told(callback, outer);
 * MinioProbe.returned(op, thrown);              // execute and executeAsync return
 * }</pre>
 */
public final class MinioProbe {

  private MinioProbe() {}

  /**
   * Whether anybody measures, and a callback can be let carry an operation that nobody would find
   * otherwise.
   *
   * @param client carries nothing itself
   */
  public static boolean canPromise(Object client) {
    return S3Probe.isOn() && Carried.hasRoomFor(client);
  }

  /** The operation that the thread is in is about to make a request, and has its credentials. */
  public static void requests(Object url) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      operation.url = url;
    }
  }

  /** A callback is made by the operation that the thread is in. */
  public static void made(Object callback) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      Carried.put(callback, operation);
      if (Carried.get(callback) == null) {
        S3Probe.end(operation, null); // There is no room any more, and nobody else would end it.
      }
    }
  }

  /** A call starts that tells a callback, which may be an operation's. */
  public static void enqueued(Object call, Object callback) {
    S3Operation operation = running(callback);
    if (operation != null) {
      Carried.put(call, operation);
    }
  }

  /**
   * A call starts that the thread waits for. It is that of the thread's operation if it is for the
   * very object that this {@linkplain #requests requests}; what else is called meanwhile, by an
   * interceptor for example, is the application's.
   */
  public static void executed(Object call, Object url) {
    S3Operation operation = S3Probe.current();
    if (operation != null && operation.url == url) {
      operation.url = null;
      Carried.put(call, operation);
    }
  }

  /**
   * The operation that a call or a callback belongs to; null where it is none's or this is over.
   */
  public static @Nullable S3Operation running(Object carrier) {
    S3Operation operation = operation(carrier);
    return operation == null || operation.isEnded() ? null : operation;
  }

  /**
   * The body of a response to a call is about to be opened.
   *
   * @param exchange through which it is read; what the application has of the body leads to it
   * @param successful whether it is a result, and no error
   */
  public static @Nullable S3Operation opened(Object exchange, Object call, boolean successful) {
    S3Operation operation = running(call);
    if (operation != null && successful) {
      operation.stream();
      S3Streams.watch(exchange, operation);
    }
    return operation;
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
      received(exchange, bytes, thrown);
    } else if (request && thrown == null) {
      S3Operation operation = running(call);
      if (operation != null) {
        operation.sends(bytes);
      }
    }
  }

  private static void received(Object exchange, long bytes, @Nullable Throwable thrown) {
    S3Operation operation = S3Streams.of(exchange);
    if (operation == null) {
      return;
    }
    if (bytes > 0) {
      operation.receives(bytes);
    }
    if (operation.isHandedOver()) {
      S3Probe.closed(exchange, thrown);
      return;
    }
    // An interceptor has read it, and what the call comes to is yet to be seen.
    S3Streams.leave(exchange);
    operation.streamed();
    if (thrown != null) {
      operation.attempted(thrown);
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
      operation.handOver();
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
    if (thrown != null || !operation.isStreaming()) {
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
      operation.handOver();
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
