package dev.sonde.instrumentation.ucp;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/**
 * In {@code UniversalPooledConnectionImpl.setAvailable} and {@code closeNoStatsUpdate}: the pool
 * has the connection back or closes it, whoever had it.
 */
final class TakeBackAdvice {

  private TakeBackAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection) {
    PoolProbe.returned(connection);
  }
}
