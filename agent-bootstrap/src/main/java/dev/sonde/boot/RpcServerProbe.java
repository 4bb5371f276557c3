package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven servers of remote calls.
 *
 * <pre>{@code
 * Current thread = RpcServerProbe.open();             // null: not measured
 * RpcServerOperation before = RpcServerProbe.before(thread);
 * thread.incoming(i, value);                          // for each that came, of RpcMetadata.TRACE
 * RpcServerOperation op = RpcServerProbe.start(thread, stream, name);
 * RpcServerProbe.hears(listener, executor);           // what will hear of the stream's end
 * RpcServerProbe.started(op, before, thrown);
 * ...
 * RpcServerProbe.known(call, descriptor, name);       // there is such a method
 * RpcServerProbe.closes(stream, "OK", null);          // what the application answers
 * RpcServerProbe.closed(listener, "OK", null);        // the stream is over
 * }</pre>
 */
public final class RpcServerProbe {

  private static final String OK = "OK";
  private static final String SERVLETS = "io.grpc.servlet.";

  private RpcServerProbe() {}

  /** The thread's cell, or null when nothing measures. */
  public static @Nullable Current open() {
    if (RpcProbe.recorder() == null) {
      return null;
    }
    Current thread = Current.cell();
    thread.clearIncoming();
    return thread;
  }

  /** The call that is coming in already, while another one does, to tell {@link #started} later. */
  public static @Nullable RpcServerOperation before(Current thread) {
    return (RpcServerOperation) thread.rpcCame();
  }

  /** A call has come in. The thread may be a client's own, in the same process. */
  @OutOfLine
  @OutOfLineOnJava8
  public static @Nullable RpcServerOperation start(Current thread, Object stream, String method) {
    RpcRecorder current = RpcProbe.recorder();
    if (current == null || !Carried.hasRoomFor(stream)) {
      return null;
    }
    RpcServerOperation operation = current.serve(thread, method, request(thread, stream));
    if (operation != null) {
      Carried.put(stream, operation);
      thread.rpcCame(operation);
    }
    return operation;
  }

  /** The request that a servlet serves by a call, whose context the thread is in. */
  private static @Nullable HttpServerOperation request(Current thread, Object stream) {
    Context context = thread.get();
    return context instanceof HttpServerOperation
            && stream.getClass().getName().startsWith(SERVLETS)
        ? (HttpServerOperation) context
        : null;
  }

  /** The call that has just come in has somebody who hears of its end. */
  public static void hears(Object listener, @Nullable Object executor) {
    Current thread = Current.existing();
    RpcServerOperation operation = thread == null ? null : (RpcServerOperation) thread.rpcCame();
    if (thread != null && operation != null && Carried.hasRoomFor(listener)) {
      thread.rpcCame(null); // From here on the application may be called.
      operation.heard();
      Carried.put(listener, operation);
      if (executor != null) {
        Carried.put(executor, operation);
      }
    }
  }

  /** The library has taken a call over; one that nobody hears the end of has ended already. */
  public static void started(
      @Nullable RpcServerOperation operation,
      @Nullable RpcServerOperation before,
      @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    Current.cell().rpcCame(before);
    if (!operation.isHeard()) {
      RpcProbe.end(operation, operation.status(), thrown);
    }
  }

  /** There is the method that the call asks for which the thread works for. */
  public static void known(Object call, Object descriptor, String method) {
    RpcOperation operation = RpcProbe.before();
    RpcRecorder current = RpcProbe.recorder();
    if (operation instanceof RpcServerOperation && current != null && operation.isOf(current)) {
      operation.descriptor = descriptor;
      Carried.put(call, operation);
      current.known((RpcServerOperation) operation, method);
    }
  }

  /** The call that the thread works for fails with what escapes from the application. */
  public static void failed(@Nullable Throwable thrown) {
    RpcOperation operation = thrown == null ? null : RpcProbe.before();
    if (operation instanceof RpcServerOperation) {
      operation.fail(thrown);
    }
  }

  /** The application, or the library in its place, answers a call. The first answer counts. */
  public static void closes(Object stream, String status, @Nullable Throwable cause) {
    RpcOperation operation = RpcProbe.of(stream);
    if (operation != null && operation.status() == null && !operation.isEnded()) {
      operation.status(status);
      operation.fail(cause);
    }
  }

  /**
   * A stream is over.
   *
   * @param status OK where the answer was sent, whatever it is; what went wrong where it was not
   */
  public static void closed(Object listener, String status, @Nullable Throwable cause) {
    RpcOperation operation = RpcProbe.of(listener);
    if (operation != null) {
      boolean answered = status.equals(OK) && operation.status() != null;
      RpcProbe.end(operation, answered ? operation.status() : status, cause);
    }
  }
}
