package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code RedisChannelHandler}: a connection for whoever makes it. */
final class MakeAdvice {

  private MakeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object connection) {
    LettuceProbe.connecting(connection);
  }
}
