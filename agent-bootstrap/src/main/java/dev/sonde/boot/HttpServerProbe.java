package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven HTTP servers.
 *
 * <pre>{@code
 * Current thread = HttpServerProbe.open();              // null: not measured
 * thread.incoming(i, header);                           // for each that came, of fields()
 * HttpServerOperation op = HttpServerProbe.start(thread, "GET", "http");
 * ...
 * HttpServerProbe.end(op, thrown);
 * }</pre>
 */
public final class HttpServerProbe {

  private static final String[] NONE = {};

  private static volatile @Nullable HttpServerRecorder recorder;

  private HttpServerProbe() {}

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable HttpServerRecorder newRecorder) {
    recorder = newRecorder;
  }

  /** The thread's cell, or null when nothing measures. */
  public static @Nullable Current open() {
    if (recorder == null) {
      return null;
    }
    Current thread = Current.cell();
    thread.serve();
    return thread;
  }

  /** The headers to hand to {@link Current#incoming} before {@link #start}. */
  public static String[] fields() {
    HttpServerRecorder current = recorder;
    return current == null ? NONE : current.propagationFields();
  }

  /** Starts to measure a request and makes it the thread's context. */
  public static @Nullable HttpServerOperation start(
      Current thread, @Nullable String method, @Nullable String scheme) {
    HttpServerRecorder current = recorder;
    if (current == null) {
      return null;
    }
    HttpServerOperation operation = current.start(thread, method, scheme);
    operation.recorder = current;
    operation.enter();
    return operation;
  }

  /** The request that the calling thread serves, or null. */
  public static @Nullable HttpServerOperation current() {
    Context context = Current.context();
    return context instanceof HttpServerOperation ? (HttpServerOperation) context : null;
  }

  /** Tells which servlet mapping the current request matched. */
  public static void mapped(
      String match, @Nullable String contextPath, @Nullable String wrapperPath) {
    HttpServerOperation operation = current();
    if (operation != null) {
      operation.route = ServletRoutes.route(match, contextPath, wrapperPath);
    }
  }

  /** Tells what the current request failed with, where the container does not throw it on. */
  public static void failed(Throwable thrown) {
    HttpServerOperation operation = current();
    if (operation != null) {
      operation.fail(thrown);
    }
  }

  /** The version in {@code HTTP/1.1}, without an allocation for those that exist. */
  public static @Nullable String protocolVersion(@Nullable String protocol) {
    if (protocol == null) {
      return null;
    }
    switch (protocol) {
      case "HTTP/1.1":
        return "1.1";
      case "HTTP/2.0":
      case "HTTP/2":
        return "2";
      case "HTTP/1.0":
        return "1.0";
      case "HTTP/3.0":
      case "HTTP/3":
        return "3";
      default:
        return null;
    }
  }

  /** Ends a request in the thread that started it. */
  public static void end(HttpServerOperation operation, @Nullable Throwable thrown) {
    operation.leave();
    operation.fail(thrown);
    HttpServerRecorder current = recorder;
    if (operation.end() && current != null && isMeasuredBy(current, operation)) {
      current.end(operation);
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  private static boolean isMeasuredBy(HttpServerRecorder recorder, HttpServerOperation operation) {
    return recorder == operation.recorder;
  }
}
