package dev.sonde.instrumentation.pool2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code returnObject} and {@code invalidateObject}: nobody has the object now. */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Object object) {
    PoolProbe.returned(object);
  }
}
