package dev.sonde.instrumentation.javahttp;

import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code MultiExchange}, which the caller of the client runs. */
final class RequestAdvice {

  private RequestAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object request) {
    HttpExchangeProbe.made(request);
  }
}
