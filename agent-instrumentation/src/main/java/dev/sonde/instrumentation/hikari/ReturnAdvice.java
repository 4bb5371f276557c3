package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code HikariPool.recycle} and {@code closeConnection}: nobody has the connection now. */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object entry) {
    PoolProbe.returned(entry);
  }
}
