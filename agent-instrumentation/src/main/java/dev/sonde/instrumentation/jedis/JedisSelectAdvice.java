package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;

/** In {@code Jedis.select}, which sends that by itself. */
final class JedisSelectAdvice {

  private JedisSelectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("connection") Object connection, @Advice.Argument(0) int index) {
    JedisProbe.selecting(connection, index);
  }
}
