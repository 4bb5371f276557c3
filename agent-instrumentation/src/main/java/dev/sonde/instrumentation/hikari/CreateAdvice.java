package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code PoolBase.newConnection}: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.FieldValue("config") Object config,
      @Advice.Enter long since) {
    PoolProbe.created("hikari", pool, config, since);
  }
}
