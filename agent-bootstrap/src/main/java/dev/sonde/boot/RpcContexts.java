package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven contexts of a library of remote calls, so that they and ours agree: who attaches
 * the context that a served call has, or one that was made of it, works for that call.
 *
 * <pre>{@code
 * RpcContexts.made(context, parent);
 * RpcContexts.attached(context);       // by any thread
 * RpcContexts.detached();
 * }</pre>
 *
 * <p>A thread that is in the call's trace anyway is left as it is. What is attached and never
 * detached stays, as it does in the library.
 */
public final class RpcContexts {

  private RpcContexts() {}

  /** A context was made of another one, or for the call that has just come in. */
  public static void made(Object context, @Nullable Object parent) {
    Object carried = parent == null ? null : Carried.get(parent);
    if (carried == null) {
      Current thread = Current.existing();
      RpcOperation begun = thread == null ? null : thread.rpcBegun();
      carried = begun instanceof RpcServerOperation ? begun : null;
    }
    if (carried instanceof RpcServerOperation) {
      Carried.put(context, carried);
    }
  }

  /** The calling thread goes on in a context. */
  public static void attached(Object context) {
    Object carried = Carried.get(context);
    Current thread = carried == null ? Current.existing() : Current.cell();
    if (thread == null) {
      return;
    }
    if (thread.rpcAttached() > 0) {
      thread.rpcAttached(thread.rpcAttached() + 1);
    } else if (carried instanceof RpcServerOperation) {
      RpcServerOperation operation = (RpcServerOperation) carried;
      Context now = thread.get();
      if (!isWithin(now, operation) && !Current.isLongOver(operation)) {
        thread.rpcAttached(1);
        thread.rpcOuter(now);
        thread.set(operation);
      }
    }
  }

  private static boolean isWithin(@Nullable Context now, RpcServerOperation operation) {
    return now != null
        && now.traceIdLow == operation.traceIdLow
        && now.traceIdHigh == operation.traceIdHigh;
  }

  /** It goes on in the context that it was in before. */
  public static void detached() {
    Current thread = Current.existing();
    if (thread == null || thread.rpcAttached() == 0) {
      return;
    }
    thread.rpcAttached(thread.rpcAttached() - 1);
    if (thread.rpcAttached() == 0) {
      thread.set(thread.rpcOuter());
      thread.rpcOuter(null);
    }
  }
}
