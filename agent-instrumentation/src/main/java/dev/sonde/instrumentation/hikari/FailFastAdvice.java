package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HikariPool.checkFailFast}: a pool that never is one if there is no database. */
final class FailFastAdvice {

  private FailFastAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object pool, @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      PoolProbe.stopped(pool);
    }
  }
}
