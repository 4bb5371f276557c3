package dev.sonde.instrumentation.agroal;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ConnectionPool.init}: a pool from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object pool, @Advice.FieldValue("configuration") Object configuration) {
    PoolProbe.started("agroal", pool, configuration);
  }
}
