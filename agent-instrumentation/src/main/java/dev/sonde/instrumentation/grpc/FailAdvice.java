package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcServerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In what calls the application: what escapes from it is what its call fails with. */
final class FailAdvice {

  private FailAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Thrown @Nullable Throwable thrown) {
    RpcServerProbe.failed(thrown);
  }
}
