package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven clients of remote calls.
 *
 * <pre>{@code
 * RpcClientProbe.channel(channel, "dns:///shop:8443");
 * RpcClientProbe.made(call, channel);
 * RpcClientOperation op = RpcClientProbe.start(call, descriptor, name);  // null: left alone
 * op.header(i)                                       // for each of RpcMetadata.TRACE
 * ...
 * RpcProbe.sent(op);
 * RpcClientProbe.end(call, "OK", null);              // before the application hears of it
 * }</pre>
 *
 * <p>A call may have to wait until its library knows where it goes to. What stands for it until
 * then is {@link #delayed}; the real call, which is made later and elsewhere, is the same one.
 *
 * <pre>{@code
 * RpcClientProbe.delayed(stand, name);
 * RpcClientProbe.waits(stand);                       // the application has started it
 * RpcClientProbe.goesOn(stand);                      // the thread is about to start the real one
 * RpcClientProbe.wentOn();
 * }</pre>
 */
public final class RpcClientProbe {

  private RpcClientProbe() {}

  /** A channel was made. */
  public static void channel(@Nullable Object channel, @Nullable String target) {
    if (channel != null) {
      Carried.put(channel, RpcTarget.of(target));
    }
  }

  /** A call was made that is not started yet. */
  public static void made(Object call, @Nullable Object channel) {
    Object target = channel == null || RpcProbe.recorder() == null ? null : Carried.get(channel);
    if (target != null) {
      Carried.put(call, target);
    }
  }

  /**
   * A call is started, or goes on that has waited.
   *
   * @return null where it is left alone
   */
  @OutOfLine
  @OutOfLineOnJava8
  public static @Nullable RpcClientOperation start(Object call, Object descriptor, String method) {
    RpcRecorder current = RpcProbe.recorder();
    if (current == null) {
      return null;
    }
    Object made = Carried.get(call);
    RpcTarget target = made instanceof RpcTarget ? (RpcTarget) made : RpcTarget.UNKNOWN;
    Current thread = Current.cell();
    RpcOperation begun = thread.rpcBegun();
    RpcClientOperation operation;
    if (begun instanceof RpcClientOperation) {
      thread.rpcBegun(null);
      operation = (RpcClientOperation) begun;
      operation.target(target);
    } else {
      operation = current.call(thread, thread.get(), method, target, System.nanoTime());
      if (operation == null) {
        return null;
      }
      operation.recorder = current;
    }
    operation.descriptor = descriptor;
    Carried.put(call, operation);
    return operation;
  }

  /** Something was made that stands for a call until that can be made. */
  public static void delayed(Object stand, String method) {
    if (RpcProbe.recorder() != null) {
      Carried.put(stand, method);
    }
  }

  /** The application starts a call that may have to wait. */
  public static void waits(Object stand) {
    RpcRecorder current = RpcProbe.recorder();
    Object method = current == null ? null : Carried.get(stand);
    if (current == null || !(method instanceof String)) {
      return;
    }
    Current thread = Current.cell();
    RpcClientOperation operation =
        current.call(thread, thread.get(), (String) method, RpcTarget.UNKNOWN, System.nanoTime());
    if (operation != null) {
      operation.recorder = current;
      Carried.put(stand, operation);
      thread.rpcBegun(operation);
    }
  }

  /** The calling thread is about to start the call that has waited. */
  public static void goesOn(Object stand) {
    RpcOperation operation = RpcProbe.of(stand);
    if (operation != null) {
      Current.cell().rpcBegun(operation);
    }
  }

  /** It has done so, or not. */
  public static void wentOn() {
    Current thread = Current.existing();
    if (thread != null) {
      thread.rpcBegun(null);
    }
  }

  /** A call is over, or could not be started. */
  public static void end(Object call, @Nullable String status, @Nullable Throwable cause) {
    RpcOperation operation = RpcProbe.of(call);
    if (operation != null) {
      RpcProbe.end(operation, status, cause);
    }
  }
}
