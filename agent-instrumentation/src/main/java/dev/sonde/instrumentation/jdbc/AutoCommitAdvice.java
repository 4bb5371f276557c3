package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.setAutoCommit}. */
final class AutoCommitAdvice {

  private AutoCommitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(@Advice.This Object connection) {
    return JdbcProbe.changeAutoCommit(connection);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object connection,
      @Advice.Argument(0) boolean on,
      @Advice.Thrown @Nullable Throwable thrown) {
    JdbcProbe.changedAutoCommit(call, connection, on, thrown);
  }
}
