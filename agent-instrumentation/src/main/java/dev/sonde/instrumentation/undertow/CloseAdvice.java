package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;

/**
 * In {@code AbstractServerConnection.CloseSetter.handleEvent}: the connection is gone, which ends
 * the request that it is at. What a write has failed with is on its way to the application, which
 * will see what is kept here if it writes again.
 */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("this$0") AbstractServerConnection connection) {
    HttpServerExchange exchange = (HttpServerExchange) Carried.get(connection);
    if (exchange != null && !exchange.isResponseComplete()) {
      HttpServerOperation operation = (HttpServerOperation) Carried.get(exchange);
      if (operation != null && operation.error() == null) {
        operation.fail(new ClosedChannelException());
      }
    }
  }
}
