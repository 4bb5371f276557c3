package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;

/** In {@code AbstractClientExchangeHandler.cancel}: nobody waits any more. */
final class AsyncCancelAdvice {

  private AsyncCancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object handler) {
    HttpClientProbe.end(HttpExchangeProbe.running(handler), null);
  }
}
