package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ConnectionPool.close}: the end of a pool. */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object pool) {
    PoolProbe.stopped(pool);
  }
}
