package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;

/** In {@code onClose} of that listener: the real call is over, or there was none. */
final class DelayedCloseAdvice {

  private DelayedCloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object listener, @Advice.Argument(0) Status status) {
    RpcClientProbe.end(listener, ((Enum<?>) status.getCode()).name(), status.getCause());
  }
}
