package dev.sonde.instrumentation.vibur;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code PoolOperations.restore}: nobody has the connection now. */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Object holder) {
    PoolProbe.returned(holder);
  }
}
