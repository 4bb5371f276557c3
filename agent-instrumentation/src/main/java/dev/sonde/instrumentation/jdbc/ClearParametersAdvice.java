package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;

/** In {@code PreparedStatement.clearParameters}. */
final class ClearParametersAdvice {

  private ClearParametersAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object statement) {
    JdbcProbe.clearedParameters(statement);
  }
}
