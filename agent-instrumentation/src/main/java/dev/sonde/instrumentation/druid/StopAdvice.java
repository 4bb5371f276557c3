package dev.sonde.instrumentation.druid;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code DruidDataSource.close}: the end of a pool, until it is used again. */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object pool) {
    PoolProbe.stopped(pool);
  }
}
