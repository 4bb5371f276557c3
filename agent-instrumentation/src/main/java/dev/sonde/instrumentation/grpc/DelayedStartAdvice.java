package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code DelayedClientCall.start}, which starts the real call if it is there. */
final class DelayedStartAdvice {

  private DelayedStartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RpcClientOperation enter(
      @Advice.This Object call,
      @Advice.FieldValue("passThrough") boolean isThere,
      @Advice.FieldValue("error") @Nullable Status error) {
    RpcClientOperation before = RpcClientProbe.begun();
    if (error != null) {
      RpcClientProbe.cancelled(call, ((Enum<?>) error.getCode()).name(), error.getCause());
    } else if (!isThere) {
      RpcClientProbe.waits(call);
    }
    return before;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object call,
      @Advice.FieldValue("error") @Nullable Status error,
      @Advice.Enter @Nullable RpcClientOperation before) {
    RpcClientProbe.wentOn(before);
    if (error != null) {
      RpcClientProbe.end(call, ((Enum<?>) error.getCode()).name(), error.getCause());
    }
  }
}
