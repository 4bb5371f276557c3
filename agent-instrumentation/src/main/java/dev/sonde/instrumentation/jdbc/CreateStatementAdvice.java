package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.createStatement}. */
final class CreateStatementAdvice {

  private CreateStatementAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object connection, @Advice.Return @Nullable Object statement) {
    JdbcProbe.made(connection, statement, null);
  }
}
