package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisCommonBatchExecutor.handleResult} where promises are Redisson's own. */
final class OldBatchResultAdvice {

  private OldBatchResultAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object executor, @Advice.Thrown @Nullable Throwable thrown) {
    RedissonProbe.end(RedissonProbe.carried(executor), null, thrown, null);
  }
}
