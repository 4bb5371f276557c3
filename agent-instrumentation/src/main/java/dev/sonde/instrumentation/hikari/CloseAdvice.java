package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code PoolEntry.close}: the pool takes the connection away, whoever has it. */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object entry) {
    PoolProbe.returned(entry);
  }
}
