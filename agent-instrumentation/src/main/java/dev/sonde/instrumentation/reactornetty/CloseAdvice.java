package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;

/**
 * Where a connection is closed, or its use is over. Who waits for a response has been told of a
 * failure by then; a request that is not over yet was cancelled.
 */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object connection) {
    HttpClientProbe.end(HttpExchangeProbe.running(connection), null);
  }
}
