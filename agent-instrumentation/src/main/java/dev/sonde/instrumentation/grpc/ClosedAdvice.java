package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcServerProbe;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;

/** In {@code closed} of what listens to a stream, on a thread of the transport. */
final class ClosedAdvice {

  private ClosedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object listener, @Advice.Argument(0) Status status) {
    RpcServerProbe.closed(listener, ((Enum<?>) status.getCode()).name(), status.getCause());
  }
}
