package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonPool;
import net.bytebuddy.asm.Advice;

/** In {@code RedisClient.shutdownAsync}: the end of the pool of a node. */
final class StopAdvice {

  private StopAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object client) {
    RedissonPool.stopped(client);
  }
}
