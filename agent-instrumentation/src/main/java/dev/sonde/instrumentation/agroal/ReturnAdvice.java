package dev.sonde.instrumentation.agroal;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/**
 * In {@code ConnectionHandler.resetConnection} and {@code closeConnection}: nobody has the
 * connection now.
 */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object handler) {
    PoolProbe.returned(handler);
  }
}
