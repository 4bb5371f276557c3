package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCall;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedissonPromise.trySuccess}: the reply of the last attempt. */
final class PromiseSuccessAdvice {

  private PromiseSuccessAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedisCall enter(
      @Advice.This Object promise, @Advice.Argument(0) @Nullable Object reply) {
    return RedisProbe.delivering(RedisProbe.carried(promise), reply, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedisCall call) {
    RedisProbe.delivered(call);
  }
}
