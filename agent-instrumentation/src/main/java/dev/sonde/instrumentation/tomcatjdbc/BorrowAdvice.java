package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ConnectionPool.setupConnection}, once for each borrow: which connection it is. */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool, @Advice.Argument(0) Object connection) {
    PoolProbe.borrowed("tomcat-jdbc", pool, null, connection);
  }
}
