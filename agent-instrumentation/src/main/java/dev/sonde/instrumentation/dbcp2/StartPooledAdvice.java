package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The same as {@link StartAdvice} for a factory that is asked for nothing more. */
final class StartPooledAdvice {

  private StartPooledAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object factory, @Advice.Argument(0) @Nullable Object pool) {
    if (pool != null) {
      PoolProbe.started("dbcp2", pool, null);
      PoolProbe.opensFor(factory, pool);
    }
  }
}
