package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/**
 * In {@code PoolableConnection.passivate} and {@code reallyClose}: nobody has the connection now.
 */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection) {
    PoolProbe.returned(connection);
  }
}
