package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code PreparedStatement.executeUpdate}. */
final class UpdateAdvice {

  private UpdateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(@Advice.This Object statement) {
    return JdbcProbe.execute(statement, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object statement,
      @Advice.Return int result,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (call != null) {
      JdbcProbe.executed(call, statement, thrown, thrown == null ? result : JdbcProbe.UNTOLD);
    }
  }
}
