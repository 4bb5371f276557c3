package dev.sonde.instrumentation.tomcatjdbc;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code ConnectionPool}: a pool from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool) {
    PoolProbe.started("tomcat-jdbc", pool, null);
  }
}
