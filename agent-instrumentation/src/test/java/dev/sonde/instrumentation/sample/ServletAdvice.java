package dev.sonde.instrumentation.sample;

import jakarta.servlet.ServletRequest;
import net.bytebuddy.asm.Advice;

/** Written for the jakarta API. */
final class ServletAdvice {

  private ServletAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) ServletRequest request) {
    Seen.EVENTS.add("method " + request.getProtocol());
  }
}
