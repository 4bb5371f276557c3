package dev.sonde.instrumentation.ucp;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code createConnection} of the factories: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object factory, @Advice.Enter long since) {
    PoolProbe.createdBy(factory, since);
  }
}
