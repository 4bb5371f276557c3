package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import io.grpc.Metadata;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ClientCallImpl.closeObserver}: the application is about to hear how a call ended. */
final class EndAdvice {

  private EndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static void enter(
      @Advice.This Object call,
      @Advice.Argument(1) Status status,
      @Advice.Argument(2) @Nullable Metadata trailers) {
    RpcOperation operation = RpcProbe.of(call);
    RpcDetails details = operation == null ? null : operation.details();
    if (details != null && trailers != null) {
      Object[] keys = RpcMetadata.keys(trailers, RpcMetadata.CLIENT_RESPONSE);
      for (int i = 0; i < keys.length; i++) {
        details.response(i, trailers.get((Metadata.Key<String>) keys[i]));
      }
    }
    RpcClientProbe.end(call, ((Enum<?>) status.getCode()).name(), status.getCause());
  }
}
