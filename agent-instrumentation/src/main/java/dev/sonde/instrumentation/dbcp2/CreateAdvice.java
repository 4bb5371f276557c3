package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.apache.commons.dbcp2.PoolableConnectionFactory;

/** In {@code makeObject} of the factories: how long it takes to open a connection. */
final class CreateAdvice {

  private CreateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This PoolableConnectionFactory factory, @Advice.Enter long since) {
    // A factory that is tried out before it has a pool opens a connection that never is in one.
    Object pool = factory.getPool();
    if (pool != null) {
      PoolProbe.created("dbcp2", pool, factory, since);
    }
  }
}
