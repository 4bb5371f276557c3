package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code HttpClientHandler}, which the subscriber's thread runs. */
final class RequestAdvice {

  private RequestAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object handler) {
    HttpExchangeProbe.made(handler);
  }
}
