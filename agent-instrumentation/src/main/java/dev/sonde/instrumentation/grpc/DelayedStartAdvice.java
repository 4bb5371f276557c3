package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code DelayedClientCall.start}, which starts the real call if it is there. */
final class DelayedStartAdvice {

  private DelayedStartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object call) {
    RpcClientProbe.waits(call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object call,
      @Advice.FieldValue("delayedListener") @Nullable Object listener,
      @Advice.FieldValue("error") @Nullable Status error) {
    RpcOperation operation = listener == null ? null : RpcProbe.of(call);
    if (listener != null && operation != null) {
      RpcProbe.runs(listener, operation);
    }
    RpcClientProbe.wentOn();
    if (error != null) {
      RpcClientProbe.end(call, ((Enum<?>) error.getCode()).name(), error.getCause());
    }
  }
}
