package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonPool;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code ClientConnectionsEntry}: the pool of a node. */
final class PoolAdvice {

  private PoolAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object entry, @Advice.Argument(1) int least, @Advice.Argument(2) int most) {
    RedissonPool.made(entry, least, most);
  }
}
