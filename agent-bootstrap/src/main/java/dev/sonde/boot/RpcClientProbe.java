package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven clients of remote calls.
 *
 * <pre>{@code
 * RpcClientProbe.channel(channel, "dns:///shop:8443");
 * RpcClientProbe.made(call, channel);
 * RpcClientProbe.start(call, listener, descriptor, name);
 * RpcClientOperation op = RpcClientProbe.running(call);  // null: left alone
 * op.header(i)                                       // for each of RpcMetadata.TRACE
 * ...
 * RpcProbe.sent(op);
 * RpcClientProbe.closes(call, "OK");                 // on a thread of the transport
 * RpcClientProbe.end(call, "OK", null);              // before the application hears of it
 * RpcClientProbe.closed(call, "OK", null, false);    // whether it has heard of it or not
 * }</pre>
 *
 * <p>A call may have to wait until its library knows where it goes to. What stands for it until
 * then is {@link #delayed}; the real call, which is made later and elsewhere, is the same one. It
 * is known by the listener that the library has made for it or, where somebody has put another one
 * in its place, by the thread that goes on with it and starts it.
 *
 * <pre>{@code
 * RpcClientProbe.delayed(stand, descriptor, name);
 * RpcClientOperation before = RpcClientProbe.begun();
 * RpcClientProbe.waits(stand);                       // the application has started it
 * RpcClientProbe.hears(listener);
 * RpcClientProbe.wentOn(before);
 *
 * RpcClientProbe.goesOn(stand);                      // the thread is about to start the real one
 * RpcClientProbe.wentOn(before);
 * RpcClientProbe.end(listener, "CANCELLED", null);   // if nothing has come of it before
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
  public static @Nullable RpcClientOperation start(
      Object call, @Nullable Object listener, Object descriptor, String method) {
    RpcRecorder current = RpcProbe.recorder();
    if (current == null || !Carried.hasRoomFor(call)) {
      return null;
    }
    Object made = Carried.get(call);
    RpcTarget target = made instanceof RpcTarget ? (RpcTarget) made : RpcTarget.UNKNOWN;
    Current thread = Current.cell();
    RpcClientOperation operation = waiting(thread, listener, descriptor);
    if (operation == null) {
      operation = current.call(thread, thread.get(), method, target, System.nanoTime());
      if (operation == null) {
        return null;
      }
    } else {
      operation.goesTo(target);
    }
    operation.descriptor = descriptor;
    Carried.put(call, operation);
    return operation;
  }

  /** The call that has waited and is started now; null for one that has not. */
  private static @Nullable RpcClientOperation waiting(
      Current thread, @Nullable Object listener, @Nullable Object descriptor) {
    RpcClientOperation heard = listener == null ? null : of(listener);
    RpcClientOperation begun = (RpcClientOperation) thread.rpcBegun();
    if (heard != null && heard.isWaiting()) {
      if (heard == begun) {
        thread.rpcBegun(null);
      }
      return heard;
    }
    if (begun == null || !begun.isWaiting() || begun.descriptor != descriptor) {
      return null;
    }
    thread.rpcBegun(null);
    return begun;
  }

  private static @Nullable RpcClientOperation of(Object carrier) {
    Object carried = Carried.get(carrier);
    return carried instanceof RpcClientOperation ? (RpcClientOperation) carried : null;
  }

  /** The call that has been started and is not over, or null. */
  public static @Nullable RpcClientOperation running(Object call) {
    RpcClientOperation operation = of(call);
    return operation == null || operation.isEnded() ? null : operation;
  }

  /** Something was made that stands for a call until that can be made. */
  public static void delayed(Object stand, Object descriptor, String method) {
    if (RpcProbe.recorder() != null) {
      Carried.put(stand, new RpcWaiting(descriptor, method));
    }
  }

  /** The call that the calling thread is about to start, to tell {@link #wentOn} later. */
  public static @Nullable RpcClientOperation begun() {
    Current thread = Current.existing();
    return thread == null ? null : (RpcClientOperation) thread.rpcBegun();
  }

  /**
   * The application starts a call that has to wait, or a call that has waited has to wait once
   * more.
   */
  public static void waits(Object stand) {
    RpcRecorder current = RpcProbe.recorder();
    if (current == null || !Carried.hasRoomFor(stand)) {
      return;
    }
    Object carried = Carried.get(stand);
    Current thread = Current.cell();
    RpcClientOperation operation = null;
    if (carried instanceof RpcWaiting) {
      RpcWaiting waiting = (RpcWaiting) carried;
      operation = current.call(thread, thread.get(), waiting.method, null, System.nanoTime());
      if (operation != null) {
        operation.descriptor = waiting.descriptor;
      }
    } else if (carried == null) {
      operation = (RpcClientOperation) thread.rpcBegun();
    }
    if (operation != null) {
      Carried.put(stand, operation);
    }
    thread.rpcBegun(operation);
  }

  /** What will hear of the end of the call that has to wait. */
  public static void hears(Object listener) {
    Current thread = Current.existing();
    RpcClientOperation operation = thread == null ? null : (RpcClientOperation) thread.rpcBegun();
    if (thread != null && operation != null) {
      thread.rpcBegun(null); // From here on the application may be called.
      Carried.put(listener, operation);
    }
  }

  /** The application starts a call that it has cancelled before. */
  public static void cancelled(Object stand, @Nullable String status, @Nullable Throwable cause) {
    waits(stand);
    wentOn(null);
    end(stand, status, cause);
  }

  /** The calling thread is about to start the call that has waited. */
  public static void goesOn(Object stand) {
    RpcClientOperation operation = of(stand);
    if (operation != null && operation.isWaiting()) {
      Current.cell().rpcBegun(operation);
    }
  }

  /** It has done so, or not. */
  public static void wentOn(@Nullable RpcClientOperation before) {
    Current thread = before == null ? Current.existing() : Current.cell();
    if (thread != null) {
      thread.rpcBegun(before);
    }
  }

  /** The call that has waited could not be started. */
  public static void failed(Object stand, Throwable thrown) {
    RpcClientOperation operation = of(stand);
    if (operation != null && operation.isWaiting()) {
      RpcProbe.end(operation, null, thrown);
    }
  }

  /** A call is refused by its channel's configuration, whether it has waited for that or not. */
  public static void refused(
      @Nullable Object listener,
      Object descriptor,
      String method,
      @Nullable String status,
      @Nullable Throwable cause) {
    RpcRecorder current = RpcProbe.recorder();
    if (current == null) {
      return;
    }
    Current thread = Current.cell();
    RpcClientOperation operation = waiting(thread, listener, descriptor);
    if (operation == null) {
      operation = current.call(thread, thread.get(), method, null, System.nanoTime());
    }
    if (operation != null) {
      RpcProbe.end(operation, status, cause);
    }
  }

  /** The status of a call has come. What it ends with may still be another one. */
  public static void closes(Object call, String status) {
    RpcClientOperation operation = running(call);
    if (operation != null) {
      operation.status(status);
    }
  }

  /**
   * The application's executor was told of it.
   *
   * @param refused whether the executor takes no more tasks: then the application never hears of it
   */
  public static void closed(
      Object call, String status, @Nullable Throwable cause, boolean refused) {
    RpcClientOperation operation = running(call);
    if (operation != null && refused) {
      RpcProbe.end(operation, status, cause);
    } else if (operation != null) {
      RpcUnheard.add(operation);
    }
  }

  /** A call is over, or could not be started. */
  public static void end(Object call, @Nullable String status, @Nullable Throwable cause) {
    RpcClientOperation operation = running(call);
    if (operation != null) {
      boolean hasCome = operation.status() != null;
      RpcProbe.end(operation, status, cause);
      if (hasCome) {
        RpcUnheard.remove(operation);
      }
    }
  }

  /** Ends the calls of which the application will not hear any more. */
  public static void endUnheard() {
    RpcUnheard.endThoseUpTo(System.nanoTime());
  }
}
