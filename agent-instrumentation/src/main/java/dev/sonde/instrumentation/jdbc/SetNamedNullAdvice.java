package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.JdbcValues;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code CallableStatement.setNull} with a name. */
final class SetNamedNullAdvice {

  private SetNamedNullAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcValues enter(@Advice.This Object statement) {
    return JdbcProbe.set(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcValues values,
      @Advice.Argument(0) @Nullable String name,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (values != null) {
      values.set(name, null, thrown);
    }
  }
}
