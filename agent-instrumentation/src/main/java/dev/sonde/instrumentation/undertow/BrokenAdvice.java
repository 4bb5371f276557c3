package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.server.HttpServerExchange;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;

/**
 * In {@code HttpServerExchange.closeAndFlushResponse}: the response is to be finished, and the
 * connection may be gone. What the write failed with is known to the application alone, which may
 * still be at work; it would see what is kept here if it wrote again.
 */
final class BrokenAdvice {

  private BrokenAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This HttpServerExchange exchange) {
    if (!exchange.getConnection().isOpen()) {
      HttpServerOperation operation = (HttpServerOperation) Carried.get(exchange);
      if (operation != null && operation.error() == null) {
        operation.fail(new ClosedChannelException());
      }
    }
  }
}
