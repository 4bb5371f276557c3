package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Statement.getResultSet}: what an execution found. */
final class GetResultSetAdvice {

  private GetResultSetAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object statement, @Advice.Return @Nullable Object resultSet) {
    JdbcProbe.gave(statement, resultSet);
  }
}
