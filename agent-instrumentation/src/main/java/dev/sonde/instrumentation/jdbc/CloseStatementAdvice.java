package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;

/** In {@code Statement.close}. */
final class CloseStatementAdvice {

  private CloseStatementAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object statement) {
    JdbcProbe.closed(statement);
  }
}
