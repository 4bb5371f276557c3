package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ClientCallImpl.start}, of a call that has begun: the trace is among the metadata. */
final class TraceAdvice {

  private TraceAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static void enter(
      @Advice.This Object call,
      @Advice.FieldValue("stream") @Nullable Object stream,
      @Advice.Argument(1) @Nullable Metadata headers) {
    RpcClientOperation operation =
        stream != null || headers == null ? null : RpcClientProbe.running(call);
    if (operation == null || headers == null) {
      return;
    }
    if (!RpcMetadata.isReady(headers)) {
      String[][] names = RpcMetadata.names();
      for (int set = 0; set < names.length; set++) {
        Object[] keys = new Object[names[set].length];
        for (int i = 0; i < keys.length; i++) {
          keys[i] = Metadata.Key.of(names[set][i], Metadata.ASCII_STRING_MARSHALLER);
        }
        RpcMetadata.keep(headers, names[set], keys);
      }
    }
    RpcDetails details = operation.details();
    if (details != null) {
      Object[] captured = RpcMetadata.keys(headers, RpcMetadata.CLIENT_REQUEST);
      for (int i = 0; i < captured.length; i++) {
        details.request(i, headers.get((Metadata.Key<String>) captured[i]));
      }
    }
    Object[] keys = RpcMetadata.keys(headers, RpcMetadata.TRACE);
    byte[][] names = RpcMetadata.headers();
    for (int i = 0; i < keys.length; i++) {
      byte[] value = operation.header(i);
      if (value != null) {
        headers.discardAll((Metadata.Key<String>) keys[i]);
        headers.merge(InternalMetadata.newMetadata(names[i], value));
      }
    }
  }
}
