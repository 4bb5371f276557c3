package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In the constructor of {@code ClientCallImpl}. */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object call, @Advice.Argument(3) @Nullable Object provider) {
    RpcClientProbe.made(call, provider);
  }
}
