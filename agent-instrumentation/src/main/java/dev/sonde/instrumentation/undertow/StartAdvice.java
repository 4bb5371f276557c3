package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.HttpConnectors;
import net.bytebuddy.asm.Advice;

/** In {@code Undertow.start}: a server that takes requests from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object server) {
    HttpConnectors.started("undertow", server);
  }
}
