package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by the JDK's own {@code HttpURLConnection}, which may connect, send and read the answer in
 * calls of its own, and send several requests by one of them.
 *
 * <p>The connection carries the request that it has sent last, until it is done.
 */
public final class HttpUrlProbe {

  private HttpUrlProbe() {}

  /**
   * A connection was opened, or found open, for a request that may follow. What that took is the
   * request's, what the application does before it sends it is not.
   */
  public static void connected(long since) {
    if (since != 0) {
      Current.cell().httpConnect(System.nanoTime() - since);
    }
  }

  /** A request could not be sent, for there is no connection to the server. */
  public static @Nullable HttpClientOperation unsent(
      Object connection, @Nullable String method, @Nullable String host, int port, long since) {
    return since == 0 ? null : start(Current.cell(), connection, method, host, port, since);
  }

  /**
   * A request is about to be sent.
   *
   * @return null for one that is left alone, and where another attempt is made to send the last one
   */
  public static @Nullable HttpClientOperation sending(
      Object connection, @Nullable String method, @Nullable String host, int port) {
    if (!HttpClientProbe.isOn() || running(connection) != null) {
      return null;
    }
    Forsaken.endThoseThatAreGone();
    Current thread = Current.cell();
    HttpClientOperation operation =
        start(thread, connection, method, host, port, System.nanoTime() - thread.takeHttpConnect());
    if (operation != null) {
      Carried.put(connection, operation);
    }
    return operation;
  }

  /** The body is streamed: the application may never ask for the answer. */
  public static void streaming(Object connection, HttpClientOperation operation) {
    Forsaken.watch(connection, operation);
  }

  private static @Nullable HttpClientOperation start(
      Current thread,
      Object connection,
      @Nullable String method,
      @Nullable String host,
      int port,
      long since) {
    Object before = Carried.get(connection);
    int resends =
        before instanceof HttpClientOperation ? ((HttpClientOperation) before).resends + 1 : 0;
    return HttpClientProbe.start(thread, thread.get(), method, host, port, since, resends);
  }

  /** The request that waits for its response, or null. */
  public static @Nullable HttpClientOperation running(Object connection) {
    Object carried = Carried.get(connection);
    return carried instanceof HttpClientOperation && !((HttpClientOperation) carried).isEnded()
        ? (HttpClientOperation) carried
        : null;
  }

  /** Nothing more is sent by the connection, unless the application begins anew. */
  public static void finished(Object connection, @Nullable Throwable thrown) {
    Current thread = Current.existing();
    if (thread != null) {
      thread.takeHttpConnect();
    }
    Object carried = Carried.get(connection);
    if (carried instanceof HttpClientOperation) {
      Carried.put(connection, null);
      HttpClientProbe.end((HttpClientOperation) carried, thrown);
    }
  }
}
