package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Driver.connect}. */
final class ConnectAdvice {

  private ConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable JdbcCall enter(@Advice.This Object driver) {
    return JdbcProbe.connect(driver);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable JdbcCall call,
      @Advice.This Object driver,
      @Advice.Argument(0) @Nullable String url,
      @Advice.Return @Nullable Object connection) {
    JdbcProbe.connected(call, driver, connection, url);
  }
}
