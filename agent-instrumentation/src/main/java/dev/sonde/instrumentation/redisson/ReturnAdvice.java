package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ClientConnectionsEntry.returnConnection}: a command is done with a connection. */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Object connection) {
    PoolProbe.returned(connection);
  }
}
