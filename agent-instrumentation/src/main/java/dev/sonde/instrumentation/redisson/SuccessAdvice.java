package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisExecutor.handleSuccess}: the reply of the last attempt. */
final class SuccessAdvice {

  private SuccessAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedissonCall enter(
      @Advice.This Object executor, @Advice.Argument(2) @Nullable Object reply) {
    return RedissonProbe.delivering(RedissonProbe.carried(executor), reply, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedissonCall call) {
    RedissonProbe.delivered(call);
  }
}
