package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Statement.addBatch} with a text. */
final class AddBatchSqlAdvice {

  private AddBatchSqlAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object statement) {
    return JdbcProbe.addToBatch(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object adding,
      @Advice.Argument(0) @Nullable String sql,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (adding != null) {
      JdbcProbe.addedToBatch(adding, sql, thrown);
    }
  }
}
