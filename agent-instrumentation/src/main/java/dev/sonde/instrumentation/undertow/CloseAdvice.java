package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;

/**
 * In {@code AbstractServerConnection.CloseSetter.handleEvent}: the connection is gone, which ends
 * the request that it is at. Why it is gone is known where a write failed, or not at all.
 */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("this$0") AbstractServerConnection connection) {
    HttpServerExchange exchange = (HttpServerExchange) Carried.get(connection);
    if (exchange != null && !exchange.isResponseComplete()) {
      HttpServerOperation operation = (HttpServerOperation) Carried.get(exchange);
      if (operation != null && operation.sender != Thread.currentThread()) {
        operation.fail(new ClosedChannelException());
      }
    }
  }
}
