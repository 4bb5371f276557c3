package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code PreparedStatement.addBatch}. */
final class AddBatchAdvice {

  private AddBatchAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object statement) {
    return JdbcProbe.addToBatch(statement);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object adding, @Advice.Thrown @Nullable Throwable thrown) {
    if (adding != null) {
      JdbcProbe.addedToBatch(adding, null, thrown);
    }
  }
}
