package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcProbe;
import io.grpc.MethodDescriptor;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ClientCallImpl.start}. What is told of the call is read and written after it. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(
      @Advice.This Object call,
      @Advice.FieldValue("method") MethodDescriptor<?, ?> method,
      @Advice.FieldValue("callExecutor") Object executor,
      @Advice.FieldValue("stream") @Nullable Object stream,
      @Advice.FieldValue("cancelCalled") boolean cancelled,
      @Advice.Argument(0) @Nullable Object listener,
      @Advice.Argument(1) @Nullable Object headers) {
    if (stream != null || cancelled || listener == null || headers == null) {
      return false; // The library refuses to start it.
    }
    RpcClientOperation operation =
        RpcClientProbe.start(call, listener, method, method.getFullMethodName());
    if (operation == null) {
      return false;
    }
    RpcProbe.runs(executor, operation);
    return true;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object call,
      @Advice.Enter boolean started,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (started && thrown != null) {
      RpcClientProbe.end(call, null, thrown);
    }
  }
}
