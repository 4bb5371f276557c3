package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.HttpConnectors;
import io.undertow.Undertow;
import net.bytebuddy.asm.Advice;

/**
 * In {@code Undertow.start}: a server that takes requests from now on. What is kept by its threads,
 * and so for as long as it runs, is its worker; the application may let go of the server itself.
 */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Undertow server) {
    HttpConnectors.started("undertow", server.getWorker());
  }
}
