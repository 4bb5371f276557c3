package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.Context;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In what runs the callbacks of a call one after the other, on the application's executor. */
final class RunAdvice {

  private RunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RpcOperation enter(
      @Advice.This Object executor,
      @Advice.Local("outer") @Nullable Context outer,
      @Advice.Local("before") @Nullable RpcOperation before) {
    RpcOperation operation = RpcProbe.of(executor);
    if (operation != null) {
      before = RpcProbe.before();
      outer = RpcProbe.enter(operation);
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable RpcOperation operation,
      @Advice.Local("outer") @Nullable Context outer,
      @Advice.Local("before") @Nullable RpcOperation before) {
    if (operation != null) {
      RpcProbe.leave(outer, before);
    }
  }
}
