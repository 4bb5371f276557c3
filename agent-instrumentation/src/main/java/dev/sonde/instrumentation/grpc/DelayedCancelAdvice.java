package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code DelayedClientCall.cancel}: there may never be a real call. */
final class DelayedCancelAdvice {

  private DelayedCancelAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object call, @Advice.FieldValue("error") @Nullable Status error) {
    if (error != null) {
      RpcClientProbe.end(call, ((Enum<?>) error.getCode()).name(), error.getCause());
    }
  }
}
