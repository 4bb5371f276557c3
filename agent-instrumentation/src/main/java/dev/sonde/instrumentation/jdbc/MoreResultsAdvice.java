package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;

/** In {@code Statement.getMoreResults}. */
final class MoreResultsAdvice {

  private MoreResultsAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object statement) {
    JdbcProbe.wentOn(statement);
  }
}
