package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code HttpClientOperations} that a WebSocket takes over by. */
final class ReplaceAdvice {

  private ReplaceAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object connection, @Advice.Argument(0) Object before) {
    HttpCallProbe.replaced(before, connection);
  }
}
