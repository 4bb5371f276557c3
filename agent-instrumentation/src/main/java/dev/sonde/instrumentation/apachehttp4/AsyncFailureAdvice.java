package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code AbstractClientExchangeHandler.failed}: the last attempt has failed. */
final class AsyncFailureAdvice {

  private AsyncFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object handler, @Advice.Argument(0) @Nullable Exception failure) {
    HttpClientProbe.end(HttpExchangeProbe.running(handler), failure);
  }
}
