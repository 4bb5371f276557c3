package dev.sonde.boot;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Called by HTTP clients that have an object for all attempts at a request and one for each: the
 * former carries the context that it was made in, the latter carries what is measured.
 */
public final class HttpExchangeProbe {

  private HttpExchangeProbe() {}

  /** A request was made, and may be sent by another thread. */
  public static void made(Object request) {
    Context context = HttpClientProbe.isOn() ? Current.context() : null;
    if (context != null) {
      Carried.put(request, context);
    }
  }

  /** An attempt at it is about to be sent. */
  public static @Nullable HttpClientOperation sending(
      Object request,
      Object attempt,
      @Nullable String method,
      @Nullable String host,
      int port,
      int resends) {
    Object carried = Carried.get(request);
    Context parent = carried instanceof Context ? (Context) carried : null;
    HttpClientOperation operation =
        HttpClientProbe.start(Current.cell(), parent, method, host, port, 0, resends);
    if (operation != null) {
      Carried.put(attempt, operation);
    }
    return operation;
  }

  /**
   * An attempt begins, in a client that has one object for all of them, which carries the last one.
   * The first one begins where the client is called, or {@link #made the object was made}.
   */
  public static @Nullable HttpClientOperation attempt(
      Object request, @Nullable String method, @Nullable String host, int port) {
    Object carried = Carried.get(request);
    HttpClientOperation operation;
    if (carried instanceof HttpClientOperation) {
      HttpClientOperation before = (HttpClientOperation) carried;
      operation =
          HttpClientProbe.start(
              Current.cell(), before.outer(), method, host, port, 0, before.resends + 1);
    } else if (carried instanceof Context) {
      operation =
          HttpClientProbe.start(Current.cell(), (Context) carried, method, host, port, 0, 0);
    } else {
      operation = HttpClientProbe.start(method, host, port, 0, 0);
    }
    if (operation != null) {
      Carried.put(request, operation);
    }
    return operation;
  }

  /** What the application uses again is for another request from here on. */
  public static void anew(@Nullable Object request) {
    Object carried = request == null ? null : Carried.get(request);
    if (request != null && carried != null) {
      Carried.put(request, null);
      if (carried instanceof HttpClientOperation) {
        HttpClientProbe.end((HttpClientOperation) carried, null); // Another call has taken it over.
      }
    }
  }

  /** The attempt that waits for its response, or null. */
  public static @Nullable HttpClientOperation running(@Nullable Object attempt) {
    return attempt == null ? null : HttpUrlProbe.running(attempt);
  }

  /**
   * The same in a thread of the client's own, which goes on with it: the thread is in no call that
   * it may have been made in.
   */
  public static @Nullable HttpClientOperation answering(@Nullable Object attempt) {
    Current thread = Current.existing();
    if (thread != null) {
      thread.leaveInherited();
    }
    return running(attempt);
  }

  /**
   * An attempt has failed.
   *
   * @param told a future that has failed with what the application will see; null where the client
   *     tries again
   */
  public static void failed(
      @Nullable Object attempt,
      @Nullable CompletableFuture<?> told,
      @Nullable Throwable thrown,
      boolean cancelled) {
    HttpClientOperation operation = running(attempt);
    if (operation != null) {
      HttpClientProbe.end(operation, cancelled ? null : failure(told, thrown));
    }
  }

  private static @Nullable Throwable failure(
      @Nullable CompletableFuture<?> told, @Nullable Throwable thrown) {
    if (told == null || !told.isCompletedExceptionally()) {
      return thrown;
    }
    try {
      told.getNow(null);
      return thrown;
    } catch (CompletionException | CancellationException e) {
      return e;
    }
  }
}
