package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ConnectionPool.getConnection}: how long a connection is waited for. */
final class WaitAdvice {

  private WaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    return PoolProbe.now("tomcat-jdbc", pool, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object pool,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter long since) {
    if (thrown == null) {
      PoolProbe.waited("tomcat-jdbc", pool, null, since);
    } else if (thrown
        .getClass()
        .getName()
        .equals("org.apache.tomcat.jdbc.pool.PoolExhaustedException")) {
      PoolProbe.timedOut("tomcat-jdbc", pool, null);
    }
  }
}
