package dev.sonde.instrumentation.c3p0;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code acquireResource} of the pool: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.FieldValue("this$0") Object pool, @Advice.Enter long since) {
    PoolProbe.createdEarly(pool, since);
  }
}
