package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Statement.getResultSet}: what an execution found. */
final class GetResultSetAdvice {

  private GetResultSetAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(@Advice.This Object statement) {
    return JdbcProbe.give(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object statement,
      @Advice.Return @Nullable Object resultSet) {
    if (call != null) {
      JdbcProbe.gave(call, statement, resultSet);
    }
  }
}
