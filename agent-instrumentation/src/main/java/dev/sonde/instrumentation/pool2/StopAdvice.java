package dev.sonde.instrumentation.pool2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code close} of the pools: the end of a pool. */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object pool) {
    PoolProbe.stopped(pool);
  }
}
