package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcContexts;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In the constructor of a context that is made of another one. */
final class ContextAdvice {

  private ContextAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object context, @Advice.Argument(0) @Nullable Object parent) {
    RpcContexts.made(context, parent);
  }
}
