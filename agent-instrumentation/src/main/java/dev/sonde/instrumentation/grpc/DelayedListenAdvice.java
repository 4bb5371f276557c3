package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of what listens to a call that waits, in the place of the application. */
final class DelayedListenAdvice {

  private DelayedListenAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object listener) {
    RpcClientProbe.hears(listener);
  }
}
