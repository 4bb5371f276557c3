package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;

/** In {@code Connection.disconnect} and its like: the end of a connection. */
final class DisconnectAdvice {

  private DisconnectAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object connection) {
    JedisProbe.disconnected(connection);
  }
}
