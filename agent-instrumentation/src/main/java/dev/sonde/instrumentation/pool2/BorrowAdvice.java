package dev.sonde.instrumentation.pool2;

import dev.sonde.boot.PoolProbe;
import java.util.NoSuchElementException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code borrowObject} of the pools, which each borrow comes to: how long it waits, for what.
 */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    return PoolProbe.nowOfAny(pool);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Return @Nullable Object object,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (since == 0) {
      return;
    }
    if (object != null) {
      PoolProbe.obtainedOfAny(pool, object, since);
    } else if (thrown instanceof NoSuchElementException && thrown.getCause() == null) {
      // The same exception with a cause says that no connection could be opened.
      String message = thrown.getMessage();
      if (message != null && message.startsWith("Timeout")) {
        PoolProbe.timedOutOfAny(pool);
      }
    }
  }
}
