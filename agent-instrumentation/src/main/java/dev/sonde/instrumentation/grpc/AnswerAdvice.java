package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import dev.sonde.boot.RpcServerProbe;
import io.grpc.Metadata;
import io.grpc.Status;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code close} of a server's stream, by which each answer ends. */
final class AnswerAdvice {

  private AnswerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static void enter(
      @Advice.This Object stream,
      @Advice.Argument(0) @Nullable Status status,
      @Advice.Argument(1) @Nullable Metadata trailers) {
    RpcOperation operation = status == null ? null : RpcProbe.of(stream);
    if (operation == null || status == null || trailers == null) {
      return;
    }
    if (operation.status() == null) {
      Object[] trailer = RpcMetadata.keys(trailers, RpcMetadata.TRAILER);
      for (int i = 0; i < trailer.length; i++) {
        Metadata.Key<String> key = (Metadata.Key<String>) trailer[i];
        trailers.discardAll(key);
        trailers.put(key, operation.traceIdText());
      }
      RpcDetails details = operation.details();
      Object[] keys =
          details == null ? null : RpcMetadata.keys(trailers, RpcMetadata.SERVER_RESPONSE);
      for (int i = 0; details != null && keys != null && i < keys.length; i++) {
        details.response(i, trailers.get((Metadata.Key<String>) keys[i]));
      }
    }
    RpcServerProbe.closes(stream, ((Enum<?>) status.getCode()).name(), status.getCause());
  }
}
