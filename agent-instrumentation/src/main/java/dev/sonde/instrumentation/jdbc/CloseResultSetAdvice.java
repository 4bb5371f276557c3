package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ResultSet.close}. */
final class CloseResultSetAdvice {

  private CloseResultSetAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object resultSet) {
    JdbcProbe.closedRows(resultSet);
  }
}
