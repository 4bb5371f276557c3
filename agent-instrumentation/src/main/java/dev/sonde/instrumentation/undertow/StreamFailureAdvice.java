package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;

/** In {@code Http2DataStreamSinkChannel.channelForciblyClosed}: the client wants no more of it. */
final class StreamFailureAdvice {

  private StreamFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Http2DataStreamSinkChannel response) {
    Object exchange = Carried.get(response);
    HttpServerOperation operation =
        exchange == null ? null : (HttpServerOperation) Carried.get(exchange);
    if (operation != null && operation.sender != Thread.currentThread()) {
      operation.fail(new ClosedChannelException());
    }
  }
}
