package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Statement.execute} with a text. */
final class ExecuteSqlAdvice {

  private ExecuteSqlAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(
      @Advice.This Object statement,
      @Advice.Argument(value = 0, readOnly = false) @Nullable String sql) {
    JdbcCall call = JdbcProbe.execute(statement, sql);
    if (call != null) {
      sql = JdbcProbe.commented(sql);
    }
    return call;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object statement,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (call != null) {
      JdbcProbe.executed(call, statement, thrown, JdbcProbe.UNTOLD);
    }
  }
}
