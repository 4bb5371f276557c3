package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import net.bytebuddy.asm.Advice;

/**
 * In {@code HttpServerExchange.startResponse}: the headers are about to be sent. Set earlier, one
 * would be lost where Undertow or the application begins with an error's response anew.
 */
final class ResponseAdvice {

  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This HttpServerExchange exchange) {
    String traceHeader = HttpServerProbe.traceHeader();
    HttpServerOperation operation =
        traceHeader == null ? null : (HttpServerOperation) Carried.get(exchange);
    if (operation != null) {
      exchange.getResponseHeaders().put(new HttpString(traceHeader), operation.traceIdText());
    }
  }
}
