package dev.sonde.instrumentation.c3p0;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code C3P0PooledConnectionPool.checkinPooledConnection}: nobody has the connection now. */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Object connection) {
    PoolProbe.returned(connection);
  }
}
