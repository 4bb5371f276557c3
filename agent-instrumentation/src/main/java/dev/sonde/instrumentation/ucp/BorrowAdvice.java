package dev.sonde.instrumentation.ucp;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code UniversalConnectionPoolImpl.borrowConnection}: a wait, and for which connection. */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    return PoolProbe.now("ucp", pool, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Return @Nullable Object connection,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (connection != null) {
      PoolProbe.obtained("ucp", pool, null, connection, since);
      return;
    }
    String message = thrown == null ? null : thrown.getMessage();
    // By its number, which older versions leave to be asked for.
    if (message != null
        && (message.startsWith("UCP-45064") || message.startsWith("All connections"))) {
      PoolProbe.timedOut("ucp", pool, null);
    }
  }
}
