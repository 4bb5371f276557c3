package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.JdbcValues;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** In {@code PreparedStatement.setString} and its like. */
final class SetAdvice {

  private SetAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcValues enter(@Advice.This Object statement) {
    return JdbcProbe.set(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcValues values,
      @Advice.Argument(0) int index,
      @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object value,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (values != null) {
      values.set(index, value, thrown);
    }
  }
}
