package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code HttpClientHandler}, which the subscriber's thread runs. */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object call) {
    HttpCallProbe.made(call);
  }
}
