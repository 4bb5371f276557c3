package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.JdbcValues;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code PreparedStatement.setNull}. */
final class SetNullAdvice {

  private SetNullAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcValues enter(@Advice.This Object statement) {
    return JdbcProbe.set(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcValues values,
      @Advice.Argument(0) int index,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (values != null) {
      values.set(index, null, thrown);
    }
  }
}
