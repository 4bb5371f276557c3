package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ConnectionPool.returnConnection} of the versions that return it to that. */
final class OldReturnAdvice {

  private OldReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) @Nullable Object connection) {
    PoolProbe.returned(connection);
  }
}
