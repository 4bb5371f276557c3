package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.flush}, which comes before replies are read. */
final class FlushAdvice {

  private FlushAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection) {
    JedisProbe.waiting(connection);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object connection, @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      JedisProbe.broken(connection, thrown);
    }
  }
}
