package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.HttpConnectors;
import net.bytebuddy.asm.Advice;

/** In {@code Undertow.stop}: a server that is about to take no more requests. */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object server) {
    HttpConnectors.stopped(server);
  }
}
