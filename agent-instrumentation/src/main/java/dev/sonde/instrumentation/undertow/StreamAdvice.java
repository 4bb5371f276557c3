package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.HttpServerExchange;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Http2ServerConnection.setExchange}: which exchange an HTTP/2 stream is for. */
final class StreamAdvice {

  private StreamAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("requestChannel") @Nullable Http2StreamSourceChannel request,
      @Advice.FieldValue("responseChannel") Http2DataStreamSinkChannel response,
      @Advice.Argument(0) HttpServerExchange exchange) {
    if (request != null) {
      Carried.put(request, exchange);
    }
    Carried.put(response, exchange);
  }
}
