package dev.sonde.boot;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Called by woven HTTP clients, where a request goes out on a connection.
 *
 * <pre>{@code
 * HttpClientOperation op = HttpClientProbe.start("GET", host, port, since, 0);  // null: left alone
 * op.header(i)                                   // for each of fields(), set on the request
 * op.details.url = …                             // where there are details
 * ...
 * op.status = 200;
 * HttpClientProbe.end(op, thrown);               // the response's head is there, in any thread
 * }</pre>
 *
 * <p>The operation is nobody's context: what an application's interceptors call is a part of what
 * the application itself was called for.
 */
public final class HttpClientProbe {

  private static final String[] NONE = {};
  private static final int MOST_WRAPPERS = 4;

  /** By which the JDK's client says to itself that it may try again. */
  private static final String EXPIRED = "jdk.internal.net.http.common.ConnectionExpiredException";

  private static volatile @Nullable HttpClientRecorder recorder;

  private HttpClientProbe() {}

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable HttpClientRecorder newRecorder) {
    recorder = newRecorder;
  }

  /** Whether anybody measures. */
  static boolean isOn() {
    return recorder != null;
  }

  /** The time, to tell later when a request began; 0 when nothing measures. */
  public static long now() {
    return recorder == null ? 0 : System.nanoTime();
  }

  /** The headers to set on a request, each to {@link HttpClientOperation#header}. */
  public static String[] fields() {
    HttpClientRecorder current = recorder;
    return current == null ? NONE : current.fields();
  }

  /** The request headers to hand to {@link HttpClientDetails#requestHeader}, in lower case. */
  public static String[] requestHeaders() {
    HttpClientRecorder current = recorder;
    return current == null ? NONE : current.requestHeaders();
  }

  /** The response headers to hand to {@link HttpClientDetails#responseHeader}, in lower case. */
  public static String[] responseHeaders() {
    HttpClientRecorder current = recorder;
    return current == null ? NONE : current.responseHeaders();
  }

  /** Whether anybody wants to know how long bodies are. */
  public static boolean tellsSizes() {
    HttpClientRecorder current = recorder;
    return current != null && current.tellsSizes();
  }

  /**
   * Starts to measure a request below the calling thread's context.
   *
   * @param since when it began; 0 for now
   * @param resends how often the same one was sent before
   * @return null for one that is left alone: it is excluded, or a part of what covers it
   */
  public static @Nullable HttpClientOperation start(
      @Nullable String method, @Nullable String host, int port, long since, int resends) {
    if (recorder == null) {
      return null;
    }
    Current thread = Current.cell();
    return start(thread, thread.get(), method, host, port, since, resends);
  }

  /** The same below another context than the calling thread's. */
  @OutOfLine
  @OutOfLineOnJava8
  static @Nullable HttpClientOperation start(
      Current thread,
      @Nullable Context parent,
      @Nullable String method,
      @Nullable String host,
      int port,
      long since,
      int resends) {
    HttpClientRecorder current = recorder;
    if (current == null || host == null || covers(parent, host, port)) {
      return null;
    }
    long begin = since == 0 ? System.nanoTime() : since;
    HttpClientOperation operation =
        current.start(thread, parent, method, host, port, begin, resends);
    if (operation != null) {
      operation.recorder = current;
      if (operation.details != null) {
        operation.details.template = thread.urlTemplate();
      }
    }
    return operation;
  }

  /**
   * Tells the template that the URL of the calling thread's next request is made of, or with null
   * that there is none any more.
   *
   * @return what was told before
   */
  public static @Nullable String template(@Nullable String template) {
    return recorder == null ? null : Current.cell().urlTemplate(template);
  }

  /** The port of a URL that may not tell it. */
  public static int port(@Nullable String scheme, int port) {
    if (port >= 0) {
      return port;
    }
    return "https".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme) ? 443 : 80;
  }

  private static boolean covers(@Nullable Context context, String host, int port) {
    return context instanceof Operation && ((Operation) context).coversHttp(host, port);
  }

  /** The version of HTTP by its numbers. */
  public static @Nullable String version(int major, int minor) {
    switch (major) {
      case 1:
        return minor == 0 ? "1.0" : "1.1";
      case 2:
        return "2";
      case 3:
        return "3";
      default:
        return null;
    }
  }

  /** Ends a request. The first call counts, whichever thread's it is. */
  @OutOfLine
  @OutOfLineOnJava8
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  public static void end(@Nullable HttpClientOperation operation, @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    operation.fail(thrown == null ? null : behind(thrown));
    HttpClientRecorder current = recorder;
    if (operation.end() && current != null && current == operation.recorder) {
      current.end(operation);
    }
  }

  /** What a future failed with, without what futures and the JDK's client put around it. */
  private static Throwable behind(Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; depth < MOST_WRAPPERS; depth++) {
      Throwable cause = isWrapper(each) ? each.getCause() : null;
      if (cause == null) {
        return each;
      }
      each = cause;
    }
    return each;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof CompletionException
        || thrown instanceof ExecutionException
        || thrown.getClass().getName().equals(EXPIRED);
  }
}
