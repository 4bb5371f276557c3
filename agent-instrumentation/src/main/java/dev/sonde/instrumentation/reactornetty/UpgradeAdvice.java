package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code HttpClientOperations} for a request that HTTP/2 takes over. */
final class UpgradeAdvice {

  private UpgradeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object connection, @Advice.Argument(2) Object before) {
    HttpCallProbe.replaced(before, connection);
  }
}
