package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code PooledConnection.connect}: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.FieldValue("parent") Object pool, @Advice.Enter long since) {
    PoolProbe.createdEarly(pool, since);
  }
}
