package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code AbstractClientExchangeHandler}, which the client's caller runs. */
final class AsyncRequestAdvice {

  private AsyncRequestAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object handler) {
    HttpExchangeProbe.made(handler);
  }
}
