package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In what starts the real call for one that has waited. */
final class GoOnAdvice {

  private GoOnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RpcClientOperation enter(
      @Advice.This Object call, @Advice.FieldValue("error") @Nullable Object error) {
    RpcClientOperation before = RpcClientProbe.begun();
    if (error == null) {
      RpcClientProbe.goesOn(call);
    }
    return before;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object call,
      @Advice.Enter @Nullable RpcClientOperation before,
      @Advice.Thrown @Nullable Throwable thrown) {
    RpcClientProbe.wentOn(before);
    if (thrown != null) {
      RpcClientProbe.failed(call, thrown);
    }
  }
}
