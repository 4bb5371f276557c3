package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcProbe;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ClientCallImpl.start}: the trace is among the metadata. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static boolean enter(
      @Advice.This Object call,
      @Advice.FieldValue("method") MethodDescriptor<?, ?> method,
      @Advice.FieldValue("callExecutor") Object executor,
      @Advice.FieldValue("stream") @Nullable Object stream,
      @Advice.FieldValue("cancelCalled") boolean cancelled,
      @Advice.Argument(1) @Nullable Metadata headers) {
    if (stream != null || cancelled || headers == null) {
      return false; // The library refuses to start it.
    }
    RpcClientOperation operation = RpcClientProbe.start(call, method, method.getFullMethodName());
    if (operation == null) {
      return false;
    }
    RpcProbe.runs(executor, operation);
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
    RpcDetails details = operation.details;
    if (details != null) {
      Object[] captured = RpcMetadata.keys(headers, RpcMetadata.CLIENT_REQUEST);
      for (int i = 0; i < captured.length; i++) {
        details.request(i, headers.get((Metadata.Key<String>) captured[i]));
      }
    }
    Object[] keys = RpcMetadata.keys(headers, RpcMetadata.TRACE);
    for (int i = 0; i < keys.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        Metadata.Key<String> key = (Metadata.Key<String>) keys[i];
        headers.discardAll(key);
        headers.put(key, value);
      }
    }
    return true;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object call,
      @Advice.Enter boolean started,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (started && thrown != null) {
      RpcClientProbe.end(call, null, thrown);
    }
  }
}
