package dev.sonde.instrumentation.vibur;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ViburDBCPDataSource.start}: a pool from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool) {
    PoolProbe.started("vibur", pool, null);
  }
}
