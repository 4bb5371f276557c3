package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code DataSource.getConnection}. */
final class ObtainAdvice {

  private ObtainAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object dataSource, @Advice.Return @Nullable Object connection) {
    JdbcProbe.obtained(dataSource, connection);
  }
}
