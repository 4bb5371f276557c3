package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Statement.executeLargeBatch}. */
final class LargeBatchAdvice {

  private LargeBatchAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(@Advice.This Object statement) {
    return JdbcProbe.executeBatch(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object statement,
      @Advice.Return long @Nullable [] result,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (call != null) {
      JdbcProbe.executed(call, statement, thrown, result);
    }
  }
}
