package dev.sonde.instrumentation.agroal;

import dev.sonde.boot.PoolProbe;
import io.agroal.pool.ConnectionHandler;
import io.agroal.pool.wrapper.ConnectionWrapper;
import java.sql.Connection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ConnectionPool.getConnection}, or what it calls: a wait, and for which connection. */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(
      @Advice.This Object pool, @Advice.FieldValue("configuration") Object configuration) {
    return PoolProbe.now("agroal", pool, configuration);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.FieldValue("configuration") Object configuration,
      @Advice.Return @Nullable Connection connection,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (connection instanceof ConnectionWrapper) {
      // A transaction's connection is given to each who asks inside it, and borrowed once.
      ConnectionHandler handler = ((ConnectionWrapper) connection).getHandler();
      if (!PoolProbe.isLent(handler)) {
        PoolProbe.obtained("agroal", pool, configuration, handler, since);
      }
    } else if (thrown != null && "Sorry, acquisition timeout!".equals(thrown.getMessage())) {
      PoolProbe.timedOut("agroal", pool, configuration);
    }
  }
}
