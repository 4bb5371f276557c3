package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.server.HttpServerExchange;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ChunkedStreamSourceConduit}: a part of a request's body came, in chunks. */
final class ChunkAdvice {

  private ChunkAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("exchange") @Nullable HttpServerExchange exchange,
      @Advice.Argument(0) int read) {
    HttpServerOperation operation =
        exchange == null ? null : (HttpServerOperation) Carried.get(exchange);
    if (operation != null && read > 0) {
      operation.requestBytes += read;
    }
  }
}
