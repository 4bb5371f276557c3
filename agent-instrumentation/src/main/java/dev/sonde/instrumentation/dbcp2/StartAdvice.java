package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code PoolableConnectionFactory.setPool}: a pool of connections from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object factory, @Advice.Argument(0) @Nullable Object pool) {
    if (pool != null) {
      PoolProbe.started("dbcp2", pool, factory);
    }
  }
}
