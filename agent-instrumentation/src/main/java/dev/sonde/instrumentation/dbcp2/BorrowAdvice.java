package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import java.util.NoSuchElementException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code GenericObjectPool.borrowObject}, which each borrow comes to: how long it waits, for
 * which.
 */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    return PoolProbe.nowOf(pool);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Return @Nullable Object connection,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (since == 0) {
      return;
    }
    if (connection != null) {
      PoolProbe.obtained("dbcp2", pool, null, connection, since);
    } else if (thrown instanceof NoSuchElementException && thrown.getCause() == null) {
      // The same exception with a cause says that no connection could be opened.
      String message = thrown.getMessage();
      if (message != null && message.startsWith("Timeout")) {
        PoolProbe.timedOut("dbcp2", pool, null);
      }
    }
  }
}
