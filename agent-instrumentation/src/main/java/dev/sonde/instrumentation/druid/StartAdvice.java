package dev.sonde.instrumentation.druid;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code DruidDataSource.init}, which each borrow calls: a pool from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Advice.FieldValue("inited") boolean started) {
    return started;
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Enter boolean wasStarted,
      @Advice.FieldValue("inited") boolean started) {
    if (started && !wasStarted) {
      PoolProbe.started("druid", pool, null);
    }
  }
}
