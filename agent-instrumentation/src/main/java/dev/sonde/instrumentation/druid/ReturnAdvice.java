package dev.sonde.instrumentation.druid;

import com.alibaba.druid.pool.DruidPooledConnection;
import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code DruidDataSource.recycle}: nobody has the connection now. */
final class ReturnAdvice {

  private ReturnAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) DruidPooledConnection connection) {
    PoolProbe.returned(connection.getConnectionHolder());
  }
}
