package dev.sonde.instrumentation.c3p0;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code C3P0PooledConnectionPoolManager.createPooledConnectionPool}: a pool from now on. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Return Object pool,
      @Advice.FieldValue("cpds") @Nullable Object settings,
      @Advice.FieldValue("parentDataSourceName") @Nullable String name) {
    // A name that was not given is a token with a bar in it.
    boolean given = name != null && name.indexOf('|') < 0;
    PoolProbe.started("c3p0", pool, settings, given ? name : null);
  }
}
