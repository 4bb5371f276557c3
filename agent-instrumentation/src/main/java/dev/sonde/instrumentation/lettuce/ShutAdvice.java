package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceChannel;
import net.bytebuddy.asm.Advice;

/** In {@code CommandHandler.channelInactive}: a connection is closed. */
final class ShutAdvice {

  private ShutAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object handler) {
    LettuceChannel.closed(handler);
  }
}
