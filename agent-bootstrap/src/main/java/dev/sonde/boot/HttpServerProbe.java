package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven HTTP servers.
 *
 * <pre>{@code
 * Current thread = HttpServerProbe.open();              // null: not measured
 * thread.incoming(i, header);                           // for each that came, of fields()
 * HttpServerOperation op = HttpServerProbe.start(thread, "GET", "http", path);
 * ...                                                   // op is the thread's context
 * HttpServerProbe.leave(op);                            // the thread goes on with other work
 * HttpServerProbe.end(op, thrown);                      // the response is over, in any thread
 * }</pre>
 *
 * <p>A request that is served by several threads, one after the other, is kept by the server's
 * objects in between. Each further thread takes it up and leaves it again:
 *
 * <pre>{@code
 * Context outer = HttpServerProbe.resume(op);
 * ...
 * HttpServerProbe.leave(outer);
 * }</pre>
 *
 * <p>{@link #visit} does the same in threads that may be the application's own.
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

  /** The headers to hand to {@link Current#incoming} before {@link #start}, in lower case. */
  public static String[] fields() {
    HttpServerRecorder current = recorder;
    return current == null ? NONE : current.fields();
  }

  /**
   * The fields as a library's own objects, for one that would make something of each name to look
   * it up.
   *
   * @param like what they are in the library, any one of them
   * @return null when they have to be made, and {@link #keepNames kept}
   */
  public static Object @Nullable [] names(Object like, String[] fields) {
    return LibraryNames.of(like.getClass()).get(fields);
  }

  public static void keepNames(Object like, String[] fields, Object[] names) {
    LibraryNames.of(like.getClass()).keep(fields, names);
  }

  /** Whether {@link #start} wants the path; it is made only where it does. */
  public static boolean needsPath() {
    HttpServerRecorder current = recorder;
    return current != null && current.needsPath();
  }

  /**
   * Starts to measure a request and makes it the thread's context.
   *
   * @param path as it came, without the query; null where nobody {@link #needsPath}
   */
  @OutOfLine
  @OutOfLineOnJava8
  public static @Nullable HttpServerOperation start(
      Current thread, @Nullable String method, @Nullable String scheme, @Nullable String path) {
    HttpServerRecorder current = recorder;
    if (current == null) {
      return null;
    }
    HttpServerOperation operation = current.start(thread, method, scheme, path);
    operation.recorder = current;
    operation.enter();
    return operation;
  }

  /** The response header to set to {@link Context#traceIdText} at the start, or null. */
  public static @Nullable String traceHeader() {
    HttpServerRecorder current = recorder;
    return current == null ? null : current.traceHeader();
  }

  /** The request that the calling thread serves, or null. */
  public static @Nullable HttpServerOperation current() {
    Context context = Current.context();
    return context instanceof HttpServerOperation ? (HttpServerOperation) context : null;
  }

  /**
   * Makes a request the context of a further thread of the container's that works on it. The thread
   * is freed from what its creator left on it.
   *
   * @return what {@link #leave(Context)} wants
   */
  public static Context resume(HttpServerOperation operation) {
    Current thread = Current.cell();
    thread.serve();
    return enter(operation, thread);
  }

  /**
   * Makes a request the context of a thread that may be the application's, while the container is
   * called in it. Whatever the thread had stays its own, what it inherited from its creator too.
   *
   * @return what {@link #leave(Context)} wants
   */
  public static Context visit(HttpServerOperation operation) {
    return enter(operation, Current.cell());
  }

  private static Context enter(HttpServerOperation operation, Current thread) {
    Context outer = thread.get();
    thread.set(operation);
    return outer == null ? Context.NONE : outer;
  }

  /** Gives a thread the context back that it had before {@link #resume} or {@link #visit}. */
  public static void leave(Context outer) {
    Current.cell().set(outer == Context.NONE ? null : outer);
  }

  /** Ends the work of the thread that started a request, which may go on in others. */
  public static void leave(HttpServerOperation operation) {
    operation.leave();
  }

  /** Tells which servlet mapping the current request matched. */
  public static void mapped(
      String match, @Nullable String contextPath, @Nullable String wrapperPath) {
    HttpServerOperation operation = current();
    if (operation != null) {
      operation.route(
          ServletRoutes.route(match, contextPath, wrapperPath), HttpServerOperation.MAPPING);
    }
  }

  /**
   * The same where the container does not say by which of the servlet's patterns it found it.
   *
   * @param patterns all patterns of the servlet
   */
  public static void mapped(
      String[] patterns,
      @Nullable String contextPath,
      @Nullable String servletPath,
      @Nullable String pathInfo) {
    mapped(ServletRoutes.match(patterns, servletPath, pathInfo), contextPath, servletPath);
  }

  /**
   * Tells the pattern of the servlet mapping that the current request matched.
   *
   * @param pattern as the deployment descriptor has it; null for a request that matches none: what
   *     its error page matches later is not its route
   */
  public static void mapped(@Nullable String contextPath, @Nullable String pattern) {
    HttpServerOperation operation = current();
    if (operation == null) {
      return;
    }
    if (pattern == null) {
      operation.noRoute(HttpServerOperation.MAPPING);
    } else {
      operation.route(ServletRoutes.route(contextPath, pattern), HttpServerOperation.MAPPING);
    }
  }

  /**
   * Tells the template of the handler that serves the current request. The first one stays.
   *
   * @param base what stands before the template in each path: the context's and the servlet's path
   */
  public static void handled(@Nullable String base, @Nullable String template) {
    HttpServerOperation operation = current();
    if (operation != null) {
      handled(operation, base, template);
    }
  }

  /** Tells the same of a request that the calling thread may not be at. */
  public static void handled(
      HttpServerOperation operation, @Nullable String base, @Nullable String template) {
    if (template != null) {
      operation.route(ServletRoutes.below(base, template), HttpServerOperation.HANDLER);
    }
  }

  /**
   * Says that a framework begins to look for the current request's handler. Only between this and
   * {@link #endRouting} do its mappings tell templates: what they find at other times, when some
   * filter asks them for instance, need not concern this request.
   *
   * @param servletPath what stands between the context's path and the templates
   * @return false where no route is needed; there is nothing to end then
   */
  public static boolean beginRouting(@Nullable String contextPath, @Nullable String servletPath) {
    HttpServerOperation operation = current();
    if (operation == null || operation.isHandled()) {
      return false;
    }
    operation.routingBase(ServletRoutes.base(contextPath, servletPath));
    return true;
  }

  /** Whether the current request's handler is being looked for. */
  public static boolean isRouting() {
    HttpServerOperation operation = current();
    return operation != null && operation.routingBase() != null;
  }

  /** Tells the template of a part of the path below which the handler is looked for. */
  public static void routedBelow(@Nullable String template) {
    HttpServerOperation operation = current();
    String base = operation == null ? null : operation.routingBase();
    if (operation != null && base != null && template != null) {
      operation.routingBase(ServletRoutes.below(base, template));
    }
  }

  /** Tells the template of the handler that was found; no other one is looked for. */
  public static void routed(@Nullable String template) {
    HttpServerOperation operation = current();
    String base = operation == null ? null : operation.routingBase();
    if (operation != null && base != null && template != null) {
      operation.routingBase(null);
      operation.route(ServletRoutes.below(base, template), HttpServerOperation.HANDLER);
    }
  }

  /** Says that nobody looks for the current request's handler any more. */
  public static void endRouting() {
    HttpServerOperation operation = current();
    if (operation != null) {
      operation.routingBase(null);
    }
  }

  /**
   * Tells what a framework is about to make a response of. Whether the request failed with it is
   * what the response's status says.
   */
  public static void caught(@Nullable Throwable thrown) {
    HttpServerOperation operation = current();
    if (operation != null && thrown != null) {
      operation.caught(carried(thrown));
    }
  }

  /**
   * Tells what the current request failed with, where the container does not throw it on. A {@code
   * ServletException} that only carries another exception through the container is not it.
   */
  public static void failed(@Nullable Throwable thrown) {
    HttpServerOperation operation = current();
    if (operation != null) {
      operation.escaped(thrown == null ? null : carried(thrown));
    }
  }

  private static Throwable carried(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause != null && isServletException(thrown.getClass()) ? cause : thrown;
  }

  private static boolean isServletException(Class<?> thrown) {
    for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
      String name = type.getName();
      if (name.equals("jakarta.servlet.ServletException")
          || name.equals("javax.servlet.ServletException")) {
        return true;
      }
    }
    return false;
  }

  /** The request headers to hand to {@link HttpServerOperation#requestHeader} when it records. */
  public static String[] requestHeaders() {
    HttpServerRecorder current = recorder;
    return current == null ? NONE : current.requestHeaders();
  }

  /** The response headers to hand to {@link HttpServerOperation#responseHeader}. */
  public static String[] responseHeaders() {
    HttpServerRecorder current = recorder;
    return current == null ? NONE : current.responseHeaders();
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

  /** Ends a request: nothing more is sent. The first call counts, whichever thread's it is. */
  @OutOfLine
  @OutOfLineOnJava8
  public static void end(HttpServerOperation operation, @Nullable Throwable thrown) {
    operation.escaped(thrown);
    operation.judgeCaught();
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
