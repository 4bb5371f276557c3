package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code HikariPool.getConnection}: how long a connection is waited for. */
final class WaitAdvice {

  private WaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool, @Advice.FieldValue("config") Object config) {
    return PoolProbe.now("hikari", pool, config);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.FieldValue("config") Object config,
      @Advice.Enter long since) {
    PoolProbe.waited("hikari", pool, config, since);
  }
}
