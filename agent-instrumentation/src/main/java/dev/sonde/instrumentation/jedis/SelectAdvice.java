package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;

/** In {@code Connection.select}: which database, and not its number in bytes. */
final class SelectAdvice {

  private SelectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection, @Advice.Argument(0) int index) {
    JedisProbe.selecting(connection, index);
  }
}
