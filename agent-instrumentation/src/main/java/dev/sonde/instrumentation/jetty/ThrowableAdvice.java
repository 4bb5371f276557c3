package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;

/** In {@code HttpChannel.handleException}: what the application threw at the container. */
final class ThrowableAdvice {

  private ThrowableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Throwable thrown) {
    HttpServerProbe.failed(thrown);
  }
}
