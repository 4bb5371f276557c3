package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcContexts;
import net.bytebuddy.asm.Advice;

/** In {@code Context.attach}. */
final class AttachAdvice {

  private AttachAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object context) {
    RpcContexts.attached(context);
  }
}
