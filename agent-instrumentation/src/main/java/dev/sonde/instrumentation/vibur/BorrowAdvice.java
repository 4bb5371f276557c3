package dev.sonde.instrumentation.vibur;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code Proxy.newProxyConnection}, once for each borrow: which connection it is. */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(0) Object holder, @Advice.Argument(2) Object pool) {
    PoolProbe.borrowed("vibur", pool, null, holder);
  }
}
