package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import net.bytebuddy.asm.Advice;

/** In {@code RedisChannelHandler.closeAsync}: the application closes a connection. */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection) {
    LettuceProbe.closing(connection);
  }
}
