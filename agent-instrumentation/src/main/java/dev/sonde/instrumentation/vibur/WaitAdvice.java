package dev.sonde.instrumentation.vibur;

import dev.sonde.boot.PoolProbe;
import java.sql.SQLException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code PoolOperations.getProxyConnection}: how long a connection is waited for. */
final class WaitAdvice {

  private WaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.FieldValue("dataSource") Object pool) {
    return PoolProbe.queue("vibur", pool, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("dataSource") Object pool,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    PoolProbe.leaveQueue(pool, since);
    if (thrown == null) {
      PoolProbe.waited("vibur", pool, null, since);
    } else if (thrown instanceof SQLException
        && "VI002".equals(((SQLException) thrown).getSQLState())) {
      PoolProbe.timedOut("vibur", pool, null);
    }
  }
}
