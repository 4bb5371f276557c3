package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by reactive HTTP clients, which have an object for each call and one for each use of a
 * connection.
 *
 * <pre>{@code
 * HttpCallProbe.made(call);                      // in the caller's thread
 * HttpCallProbe.server(call, host, port);        // from here on in any
 * HttpCallProbe.connected(call, connection, "http", "/orders?id=7");
 * HttpClientOperation op = HttpCallProbe.sending(connection, "GET");
 * ...
 * HttpClientProbe.end(HttpExchangeProbe.running(connection), null);    // a response, or no use
 * HttpCallProbe.failed(call, …);                 // before the client tries again, or does not
 * }</pre>
 *
 * <p>Until a request is sent a connection carries its call, then the operation; where nothing is
 * measured it carries the caller's context. A connection's own operation is the one that it ends:
 * when it is closed its call may be at the next attempt.
 */
public final class HttpCallProbe {

  private HttpCallProbe() {}

  /** A call was made, by the thread that it is for. */
  public static void made(Object call) {
    long now = HttpClientProbe.now();
    if (now != 0) {
      Current thread = Current.existing();
      HttpCall made = new HttpCall(thread == null ? null : thread.get(), now);
      made.template = thread == null ? null : thread.urlTemplate();
      Carried.put(call, made);
    }
  }

  private static @Nullable HttpCall of(Object call) {
    Object carried = Carried.get(call);
    return carried instanceof HttpCall ? (HttpCall) carried : null;
  }

  /** The client has found out which server the next attempt is for. */
  public static void server(Object call, @Nullable String host, int port) {
    HttpCall known = of(call);
    if (known != null) {
      known.host = host;
      known.port = port;
    }
  }

  /**
   * An attempt has got a connection, and the application is about to be asked what to send: until
   * {@link #prepared} the calling thread takes the template.
   *
   * @param path with the query
   */
  public static void connected(
      Object call, Object connection, @Nullable String scheme, @Nullable String path) {
    HttpCall known = of(call);
    if (known != null) {
      known.scheme = scheme;
      known.path = path;
      known.connected = true;
      Carried.put(connection, known);
      Current thread = Current.cell();
      thread.leaveInherited();
      thread.httpCall(known);
    }
  }

  /** The application has been asked. */
  public static void prepared() {
    Current thread = Current.existing();
    if (thread != null) {
      thread.httpCall(null);
    }
  }

  /** Tells what the URL of the request that is being prepared was made of. */
  public static void template(@Nullable Object template) {
    Current thread = template instanceof String ? Current.existing() : null;
    HttpCall preparing = thread == null ? null : (HttpCall) thread.httpCall();
    if (preparing != null) {
      preparing.template = (String) template;
    }
  }

  /** A connection goes on as another object. */
  public static void replaced(Object before, Object connection) {
    Object carried = Carried.get(before);
    if (carried != null) {
      Carried.put(connection, carried);
    }
  }

  /**
   * The head of a request is about to be written.
   *
   * @return null for one that is left alone, and where it was about to be written before
   */
  public static @Nullable HttpClientOperation sending(Object connection, @Nullable String method) {
    HttpCall call = of(connection);
    if (call == null) {
      return null;
    }
    HttpClientOperation operation = start(call, method);
    Carried.put(connection, operation == null ? call.parent : operation);
    return operation;
  }

  private static @Nullable HttpClientOperation start(HttpCall call, @Nullable String method) {
    HttpClientOperation before = call.operation;
    HttpClientOperation operation =
        HttpClientProbe.start(
            Current.cell(),
            call.parent,
            method,
            call.host,
            call.port,
            call.since,
            before == null ? 0 : before.resends + 1);
    if (operation != null) {
      call.operation = operation;
      if (operation.details != null) {
        operation.details.url = call.url();
        operation.details.template = call.template;
      }
    }
    return operation;
  }

  /**
   * An attempt has failed, and another one may follow. One without a connection counts, one that
   * the application has not let go out is none.
   *
   * @param path with the query
   */
  public static void failed(
      Object call,
      @Nullable Throwable thrown,
      @Nullable String method,
      @Nullable String scheme,
      @Nullable String path) {
    HttpCall known = of(call);
    if (known == null) {
      return;
    }
    HttpClientOperation last = known.operation;
    if (last != null && !last.isEnded()) {
      HttpClientProbe.end(last, thrown);
    } else if (!known.connected && thrown != null) {
      known.scheme = scheme;
      known.path = path;
      HttpClientProbe.end(start(known, method), thrown);
    }
    known.connected = false;
    known.since = HttpClientProbe.now();
  }

  /**
   * What a connection has received is handed to the application, which goes on with it in the
   * calling thread: it gets the caller's context meanwhile. The thread is the client's own, and in
   * no call that it may have been made in.
   *
   * @return what {@link #leave} takes
   */
  public static @Nullable Context enter(Object connection) {
    Current thread = Current.cell();
    thread.leaveInherited();
    Context context = caller(Carried.get(connection));
    if (context == null || Current.isLongOver(context)) {
      return null;
    }
    Context before = thread.get();
    thread.set(context);
    return before == null ? Context.NONE : before;
  }

  private static @Nullable Context caller(@Nullable Object carried) {
    if (carried instanceof HttpClientOperation) {
      return ((HttpClientOperation) carried).outer();
    }
    if (carried instanceof HttpCall) {
      return ((HttpCall) carried).parent;
    }
    return carried instanceof Context ? (Context) carried : null;
  }

  /** The calling thread gets the context back that it had before. */
  @SuppressWarnings("ReferenceEquality") // there is one of it
  public static void leave(@Nullable Context before) {
    if (before != null) {
      Current.cell().set(before == Context.NONE ? null : before);
    }
  }
}
