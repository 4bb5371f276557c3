package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code makeObject} of the factories whose connections another data source opens. */
final class CreatePooledAdvice {

  private CreatePooledAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object factory, @Advice.Enter long since) {
    PoolProbe.createdBy(factory, since);
  }
}
