package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code HikariPool.createTimeoutException}: a wait in vain. */
final class TimeoutAdvice {

  private TimeoutAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool, @Advice.FieldValue("config") Object config) {
    PoolProbe.timedOut("hikari", pool, config);
  }
}
