package dev.sonde.instrumentation.ucp;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code setUniversalConnectionPool} of a factory: for which pool it opens connections. */
final class FactoryAdvice {

  private FactoryAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object factory, @Advice.Argument(0) @Nullable Object pool) {
    PoolProbe.opensFor(factory, pool);
  }
}
