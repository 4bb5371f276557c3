package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcServerProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of what listens to a stream and calls the application on its executor. */
final class ListenAdvice {

  private ListenAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object listener, @Advice.Argument(0) Object executor) {
    RpcServerProbe.hears(listener, executor);
  }
}
