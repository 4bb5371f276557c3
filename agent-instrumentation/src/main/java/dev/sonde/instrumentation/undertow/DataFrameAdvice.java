package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import net.bytebuddy.asm.Advice;

/** In {@code Http2StreamSourceChannel.updateContentSize}: a frame of a request's body came. */
final class DataFrameAdvice {

  private DataFrameAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Http2StreamSourceChannel stream, @Advice.Argument(0) long length) {
    Object exchange = Carried.get(stream);
    HttpServerOperation operation =
        exchange == null ? null : (HttpServerOperation) Carried.get(exchange);
    if (operation != null) {
      operation.requestBytes = Math.max(operation.requestBytes, 0) + length;
    }
  }
}
