package dev.sonde.instrumentation.c3p0;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code C3P0PooledConnectionPool.checkoutPooledConnection}: a wait, and for which connection.
 */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    return PoolProbe.now("c3p0", pool, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Return @Nullable Object connection,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (connection != null) {
      PoolProbe.obtained("c3p0", pool, null, connection, since);
      return;
    }
    Throwable cause = thrown == null ? null : thrown.getCause();
    if (cause != null
        && cause.getClass().getName().equals("com.mchange.v2.resourcepool.TimeoutException")) {
      PoolProbe.timedOut("c3p0", pool, null);
    }
  }
}
