package dev.sonde.instrumentation.agroal;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ConnectionPool.createAndPoolConnection}: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool, @Advice.Enter long since) {
    PoolProbe.createdEarly(pool, since);
  }
}
