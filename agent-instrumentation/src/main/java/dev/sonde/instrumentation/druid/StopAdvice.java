package dev.sonde.instrumentation.druid;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/**
 * In {@code DruidDataSource.close}: the end of a pool, until it is used again. Before it, for it
 * keeps the lock that the pool's figures are read with until the last connection is closed.
 */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object pool) {
    PoolProbe.stopped(pool);
  }
}
