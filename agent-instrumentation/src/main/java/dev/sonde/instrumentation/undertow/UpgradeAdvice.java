package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.server.HttpServerExchange;
import net.bytebuddy.asm.Advice;

/**
 * In {@code Connectors.setRequestStartTime}: an HTTP/1.1 request goes on as the first one of an
 * HTTP/2 connection.
 */
final class UpgradeAdvice {

  private UpgradeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) HttpServerExchange initial,
      @Advice.Argument(1) HttpServerExchange continued) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(initial);
    if (operation != null && !operation.isEnded()) {
      Carried.put(continued, operation);
      Carried.put(initial, null);
    }
  }
}
