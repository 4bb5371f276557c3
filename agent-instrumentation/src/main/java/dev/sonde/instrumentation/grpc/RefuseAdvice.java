package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In what tells the application that a channel's configuration refuses a call. */
final class RefuseAdvice {

  private RefuseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("method") MethodDescriptor<?, ?> method,
      @Advice.Argument(0) @Nullable Object listener,
      @Advice.Argument(1) Status status) {
    RpcClientProbe.refused(
        listener,
        method,
        method.getFullMethodName(),
        ((Enum<?>) status.getCode()).name(),
        status.getCause());
  }
}
