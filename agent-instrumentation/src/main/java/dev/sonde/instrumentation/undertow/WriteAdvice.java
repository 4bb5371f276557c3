package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In the methods of {@code HttpServerExchange.WriteDispatchChannel} that send a part of the
 * response. One that fails closes the connection and ends the exchange before it tells why: such an
 * end waits until the reason is out.
 */
final class WriteAdvice {

  private WriteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(
      @Advice.FieldValue("this$0") HttpServerExchange exchange) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(exchange);
    if (operation == null || operation.sender != null || operation.isEnded()) {
      return null;
    }
    operation.sender = Thread.currentThread();
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable HttpServerOperation operation,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation != null) {
      if (thrown instanceof IOException) {
        operation.fail(thrown);
      }
      if (operation.sender == null) {
        HttpServerProbe.end(operation, null);
      }
      operation.sender = null;
    }
  }
}
