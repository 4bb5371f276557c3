package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcContexts;
import net.bytebuddy.asm.Advice;

/** In {@code Context.detach}. */
final class DetachAdvice {

  private DetachAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit() {
    RpcContexts.detached();
  }
}
