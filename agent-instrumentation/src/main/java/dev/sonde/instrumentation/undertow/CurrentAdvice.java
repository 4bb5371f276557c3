package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HttpServerConnection.setCurrentExchange}: which request a connection is at. */
final class CurrentAdvice {

  private CurrentAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This HttpServerConnection connection,
      @Advice.Argument(0) @Nullable HttpServerExchange exchange) {
    Carried.put(connection, exchange);
  }
}
