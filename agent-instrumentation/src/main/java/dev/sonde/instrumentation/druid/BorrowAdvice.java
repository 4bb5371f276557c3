package dev.sonde.instrumentation.druid;

import com.alibaba.druid.pool.DruidConnectionHolder;
import com.alibaba.druid.pool.DruidPooledConnection;
import com.alibaba.druid.pool.GetConnectionTimeoutException;
import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code DruidDataSource.getConnectionDirect}: a wait, and for which connection. */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    return PoolProbe.now("druid", pool, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Return @Nullable DruidPooledConnection connection,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (connection != null) {
      DruidConnectionHolder holder = connection.getConnectionHolder();
      if (holder != null) {
        PoolProbe.obtained("druid", pool, null, holder, since);
      }
    } else if (thrown instanceof GetConnectionTimeoutException) {
      PoolProbe.timedOut("druid", pool, null);
    }
  }
}
