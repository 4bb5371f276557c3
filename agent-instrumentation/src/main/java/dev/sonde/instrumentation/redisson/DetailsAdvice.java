package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;

/** In {@code AsyncDetails.init}: what is known of one attempt leads to the command. */
final class DetailsAdvice {

  private DetailsAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object details, @Advice.Argument(7) Object promise) {
    RedissonProbe.handOn(promise, details);
  }
}
