package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcContexts;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Context.detach}, which goes on in the context that is given. */
final class DetachAdvice {

  private DetachAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(0) @Nullable Object next) {
    RpcContexts.detached(next);
  }
}
