package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedissonPromise.trySuccess}: the reply of the last attempt. */
final class PromiseSuccessAdvice {

  private PromiseSuccessAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedissonCall enter(
      @Advice.This Object promise, @Advice.Argument(0) @Nullable Object reply) {
    return RedissonProbe.delivering(RedissonProbe.carried(promise), reply, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedissonCall call) {
    RedissonProbe.delivered(call);
  }
}
