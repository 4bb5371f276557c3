package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven contexts of a library of remote calls, so that they and ours agree: who attaches
 * the context that a served call has, or one that was made of it, works for that call.
 *
 * <pre>{@code
 * RpcContexts.made(context, parent);
 * RpcContexts.attached(context);       // by any thread
 * RpcContexts.detached(next);          // which the library goes on with
 * }</pre>
 *
 * <p>A thread that is in the call's trace anyway is left as it is. What is attached and never
 * detached stays until the thread attaches that of another call, or the call is long over.
 */
public final class RpcContexts {

  private RpcContexts() {}

  /** A context was made of another one, or for the call that has just come in. */
  public static void made(Object context, @Nullable Object parent) {
    Object carried = parent == null ? null : Carried.get(parent);
    if (carried == null) {
      Current thread = Current.existing();
      carried = thread == null ? null : thread.rpcCame();
    }
    if (carried instanceof RpcServerOperation) {
      Carried.put(context, carried);
    }
  }

  /** The calling thread goes on in a context. */
  public static void attached(Object context) {
    RpcServerOperation operation = callOf(context);
    if (operation != null) {
      Current thread = Current.cell();
      if (!isWithin(thread.get(), operation)) {
        thread.rpcEnter(operation);
      }
    }
  }

  /** The call that a context is of, unless that is long over. */
  private static @Nullable RpcServerOperation callOf(Object context) {
    Object carried = Carried.get(context);
    if (carried instanceof RpcServerOperation) {
      RpcServerOperation operation = (RpcServerOperation) carried;
      return Current.isLongOver(operation) ? null : operation;
    }
    return null;
  }

  private static boolean isWithin(@Nullable Context now, RpcServerOperation operation) {
    return now != null
        && now.traceIdLow == operation.traceIdLow
        && now.traceIdHigh == operation.traceIdHigh;
  }

  /**
   * It has detached a context, and goes on in another one. A context of no call changes nothing
   * when it is attached; when it is gone back to, the thread leaves the call that it was in.
   */
  public static void detached(@Nullable Object next) {
    Current thread = Current.existing();
    Context entered = thread == null ? null : thread.rpcEntered();
    if (thread == null || entered == null || thread.get() != entered) {
      return;
    }
    RpcServerOperation operation = next == null ? null : callOf(next);
    if (operation == null) {
      thread.rpcLeave();
    } else if (operation != entered) {
      thread.rpcEnter(operation);
    }
  }
}
