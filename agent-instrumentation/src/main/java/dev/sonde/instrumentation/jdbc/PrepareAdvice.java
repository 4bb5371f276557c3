package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.prepareStatement} and {@code prepareCall}. */
final class PrepareAdvice {

  private PrepareAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(
      @Advice.Argument(value = 0, readOnly = false) @Nullable String sql) {
    String given = sql;
    sql = JdbcProbe.commented(sql);
    return given;
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Enter @Nullable String sql,
      @Advice.Return @Nullable Object statement) {
    JdbcProbe.made(connection, statement, sql);
  }
}
