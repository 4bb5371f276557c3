package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code closed} of what listens to a call's stream, on a thread of the transport. The
 * application is told on its executor, which may not take that or never come to it.
 */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("this$0") Object call, @Advice.Argument(0) Status status) {
    RpcClientProbe.closes(call, ((Enum<?>) status.getCode()).name());
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("this$0") Object call,
      @Advice.Argument(0) Status status,
      @Advice.Thrown @Nullable Throwable thrown) {
    RpcClientProbe.closed(
        call, ((Enum<?>) status.getCode()).name(), status.getCause(), thrown != null);
  }
}
