package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.commit}. */
final class CommitAdvice {

  private CommitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(@Advice.This Object connection) {
    return JdbcProbe.endTransaction(connection, true);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object connection,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (call != null) {
      JdbcProbe.endedTransaction(call, connection, true, thrown);
    }
  }
}
