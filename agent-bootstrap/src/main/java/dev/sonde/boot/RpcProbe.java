package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven libraries of remote calls, on both sides: what their calls have in common.
 *
 * <pre>{@code
 * RpcOperation before = RpcProbe.before();
 * Context outer = RpcProbe.enter(op);      // a thread begins to work for a call
 * RpcProbe.received(descriptor);           // a message of this kind was read there
 * RpcProbe.leave(outer, before);
 * RpcProbe.sent(op);
 * RpcProbe.end(op, "OK", null);
 * }</pre>
 */
public final class RpcProbe {

  private static volatile @Nullable RpcRecorder recorder;

  private RpcProbe() {}

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable RpcRecorder newRecorder) {
    recorder = newRecorder;
    if (newRecorder == null) {
      RpcUnheard.forgetAll();
    }
  }

  static @Nullable RpcRecorder recorder() {
    return recorder;
  }

  /** Lets what runs the callbacks of a call find it. */
  public static void runs(Object executor, RpcOperation operation) {
    Carried.put(executor, operation);
  }

  /** The call that something was put with, or null. */
  public static @Nullable RpcOperation of(Object carrier) {
    Object carried = Carried.get(carrier);
    return carried instanceof RpcOperation ? (RpcOperation) carried : null;
  }

  /** The call that the thread works for now, to tell {@link #leave} later. */
  public static @Nullable RpcOperation before() {
    Current thread = Current.existing();
    return thread == null ? null : (RpcOperation) thread.rpc();
  }

  /**
   * The calling thread begins to work for a call. A listener may be called long after what it would
   * go on with was over; it then works for nothing.
   *
   * @return what {@link #leave} takes
   */
  public static @Nullable Context enter(RpcOperation operation) {
    Current thread = Current.cell();
    Context outer = thread.get();
    Context inside = operation.inside();
    thread.set(inside == null || Current.isLongOver(inside) ? null : inside);
    thread.rpc(operation);
    return outer;
  }

  /** It goes on with what it did before. */
  public static void leave(@Nullable Context outer, @Nullable RpcOperation before) {
    Current thread = Current.cell();
    thread.set(outer);
    thread.rpc(before);
  }

  /** The call that the thread works for, if a message is one of its own. */
  static @Nullable RpcOperation at(Object descriptor) {
    Current thread = Current.existing();
    RpcOperation operation = thread == null ? null : (RpcOperation) thread.rpc();
    return operation != null && operation.descriptor == descriptor ? operation : null;
  }

  /** The calling thread has read a message of the call that it works for, or of another one. */
  public static void received(Object descriptor) {
    RpcOperation operation = at(descriptor);
    RpcRecorder current = recorder;
    if (operation != null && current != null && operation.isOf(current) && !operation.isEnded()) {
      RpcDetails details = operation.details();
      if (details != null) {
        details.countReceived();
      }
      current.received(operation);
    }
  }

  /** A message of a call was sent. */
  public static void sent(@Nullable RpcOperation operation) {
    RpcRecorder current = recorder;
    if (operation != null && current != null && operation.isOf(current) && !operation.isEnded()) {
      RpcDetails details = operation.details();
      if (details != null) {
        details.countSent();
      }
      current.sent(operation);
    }
  }

  /**
   * Ends a call. The first call counts, whichever thread's it is.
   *
   * @param status as gRPC names it
   * @param cause what it comes from
   */
  @OutOfLine
  @OutOfLineOnJava8
  static void end(RpcOperation operation, @Nullable String status, @Nullable Throwable cause) {
    if (operation.isEnded()) {
      return;
    }
    operation.fail(cause);
    operation.status(status);
    if (operation.end()) {
      tell(operation);
    }
  }

  /** Ends a call with the status that it has, as of a time that has passed. */
  static void endAt(RpcOperation operation, long nanos) {
    if (operation.endAt(nanos)) {
      tell(operation);
    }
  }

  private static void tell(RpcOperation ended) {
    RpcRecorder current = recorder;
    if (current != null && ended.isOf(current)) {
      current.end(ended);
    }
  }
}
