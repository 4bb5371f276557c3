package dev.sonde.instrumentation.c3p0;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code NewPooledConnection.closeMaybeCheckedOut}: the pool takes the connection away. */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection) {
    PoolProbe.returned(connection);
  }
}
