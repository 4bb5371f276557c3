package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import net.bytebuddy.asm.Advice;

/** In {@code AsyncSenderImpl.invokeOnException}: a part of the response could not be sent. */
final class SenderFailureAdvice {

  private SenderFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("exchange") HttpServerExchange exchange,
      @Advice.Argument(1) IOException failure) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(exchange);
    if (operation != null) {
      operation.fail(failure);
    }
  }
}
