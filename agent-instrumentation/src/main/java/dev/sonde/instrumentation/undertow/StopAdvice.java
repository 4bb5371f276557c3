package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.HttpConnectors;
import io.undertow.Undertow;
import net.bytebuddy.asm.Advice;

/** In {@code Undertow.stop}: a server that is about to take no more requests. */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Undertow server) {
    HttpConnectors.stopped(server.getWorker());
  }
}
