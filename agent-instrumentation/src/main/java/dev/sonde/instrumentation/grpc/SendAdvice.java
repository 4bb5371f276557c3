package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ClientCallImpl.sendMessage}. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object call) {
    RpcProbe.sent(RpcProbe.of(call));
  }
}
