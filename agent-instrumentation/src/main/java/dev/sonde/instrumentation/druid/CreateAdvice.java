package dev.sonde.instrumentation.druid;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code DruidAbstractDataSource.createPhysicalConnection}: how long it takes to open one. */
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
