package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.JdbcRows;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ResultSet.next}. */
final class NextAdvice {

  private NextAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcRows enter(@Advice.This Object resultSet) {
    return JdbcProbe.next(resultSet);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable JdbcRows rows, @Advice.Return boolean isRow) {
    if (rows != null) {
      rows.moved(isRow);
    }
  }
}
