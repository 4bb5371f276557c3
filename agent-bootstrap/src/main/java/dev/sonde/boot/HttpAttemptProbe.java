package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by HTTP clients that do all that a call needs on the calling thread.
 *
 * <pre>{@code
 * int before = HttpAttemptProbe.call();              // around all attempts
 * long since = HttpAttemptProbe.attempt();           // around one, which may find no connection
 * HttpClientOperation op = HttpAttemptProbe.start("GET", host, port);    // where it is sent
 * ...
 * if (HttpAttemptProbe.isUnsent(since)) {            // it failed before that
 *   HttpAttemptProbe.unsent("GET", host, port, url, thrown);
 * }
 * HttpAttemptProbe.called(before);
 * }</pre>
 */
public final class HttpAttemptProbe {

  private static final int OFF = -2;

  private HttpAttemptProbe() {}

  /** A call begins. The thread may be in another one, of an interceptor's for example. */
  public static int call() {
    return HttpClientProbe.isOn() ? Current.cell().httpSends(0) : OFF;
  }

  /** A call has ended. */
  public static void called(int before) {
    if (before != OFF) {
      Current.cell().httpSends(before);
    }
  }

  /**
   * A call was made that a thread of the client's runs: in the calling thread's context and, where
   * that has one, with its template of the URL.
   */
  public static void enqueued(Object call) {
    Current thread = Current.existing();
    String template = thread == null ? null : thread.urlTemplate();
    if (template == null) {
      TaskProbe.made(call);
    } else {
      Carried.put(call, new HttpTask(Current.worthHandingOn(), template));
    }
  }

  /**
   * The calling thread begins to run such a call.
   *
   * @return what {@link #finished} takes
   */
  public static @Nullable Context begin(Object call) {
    Object carried = Carried.get(call);
    if (!(carried instanceof HttpTask)) {
      return TaskProbe.beginMade(call);
    }
    Carried.put(call, null);
    HttpTask task = (HttpTask) carried;
    Current thread = Current.cell();
    Context outer = thread.get();
    thread.set(task.context);
    thread.urlTemplate(task.template);
    return outer;
  }

  /** The call has run, with its callback. */
  public static void finished(@Nullable Context outer) {
    TaskProbe.finished(outer);
    Current thread = Current.existing();
    if (thread != null) {
      thread.urlTemplate(null);
    }
  }

  /** An attempt begins: from here on the time is its own. */
  public static long attempt() {
    long now = HttpClientProbe.now();
    if (now != 0) {
      Current.cell().httpSince(now);
    }
    return now;
  }

  /** Whether an attempt has sent nothing. */
  public static boolean isUnsent(long since) {
    return since != 0 && Current.cell().httpSince() == since;
  }

  /** A request is about to be sent, or would be if there were a connection. */
  public static @Nullable HttpClientOperation start(
      @Nullable String method, @Nullable String host, int port) {
    if (!HttpClientProbe.isOn()) {
      return null;
    }
    return start(Current.cell(), method, host, port);
  }

  private static @Nullable HttpClientOperation start(
      Current thread, @Nullable String method, @Nullable String host, int port) {
    return HttpClientProbe.start(
        thread, thread.get(), method, host, port, thread.takeHttpSince(), thread.countHttpSend());
  }

  /** An attempt has failed, and has sent nothing. */
  public static void unsent(
      @Nullable String method,
      @Nullable String host,
      int port,
      @Nullable String url,
      @Nullable Throwable thrown) {
    HttpClientOperation operation = start(method, host, port);
    if (operation != null && operation.details != null) {
      operation.details.url = url;
    }
    HttpClientProbe.end(operation, thrown);
  }

  /** The same, for {@link #take} to find the request where its headers are written elsewhere. */
  public static @Nullable HttpClientOperation give(
      @Nullable String method, @Nullable String host, int port) {
    if (!HttpClientProbe.isOn()) {
      return null;
    }
    Current thread = Current.cell();
    HttpClientOperation operation = start(thread, method, host, port);
    thread.http(operation);
    return operation;
  }

  /**
   * The request that the thread is about to send, once: what sends its body may send another one.
   */
  public static @Nullable HttpClientOperation take() {
    Current thread = Current.existing();
    HttpClientOperation operation = thread == null ? null : (HttpClientOperation) thread.http();
    if (thread != null && operation != null) {
      thread.http(null);
      operation.sent = true;
    }
    return operation;
  }

  /** Nobody finds the request any more, where nobody has. */
  public static void takeBack(HttpClientOperation operation) {
    if (!operation.sent) {
      Current.cell().http(null);
    }
  }

  /** The version of HTTP by the name that a client has for it, {@code HTTP_1_1}. */
  public static String version(String name) {
    switch (name) {
      case "HTTP_1_0":
        return "1.0";
      case "HTTP_2":
      case "H2_PRIOR_KNOWLEDGE":
        return "2";
      case "HTTP_3":
        return "3";
      default:
        return "1.1";
    }
  }
}
