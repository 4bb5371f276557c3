package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code HikariPool}: a pool from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool, @Advice.Argument(0) Object config) {
    PoolProbe.started("hikari", pool, config);
  }
}
