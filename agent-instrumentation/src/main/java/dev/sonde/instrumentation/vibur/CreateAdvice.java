package dev.sonde.instrumentation.vibur;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ConnectionFactory.create}: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.FieldValue("config") Object pool, @Advice.Enter long since) {
    PoolProbe.createdEarly(pool, since);
  }
}
