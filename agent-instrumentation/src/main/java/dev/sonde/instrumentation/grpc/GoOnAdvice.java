package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import net.bytebuddy.asm.Advice;

/** In what starts the real call for one that has waited. */
final class GoOnAdvice {

  private GoOnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object call) {
    RpcClientProbe.goesOn(call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit() {
    RpcClientProbe.wentOn();
  }
}
