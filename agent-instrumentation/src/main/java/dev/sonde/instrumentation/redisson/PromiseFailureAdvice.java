package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedissonPromise.tryFailure}: no attempt comes after it. */
final class PromiseFailureAdvice {

  private PromiseFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedissonCall enter(
      @Advice.This Object promise, @Advice.Argument(0) @Nullable Throwable cause) {
    return cause == null
        ? null
        : RedissonProbe.delivering(RedissonProbe.carried(promise), null, cause);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedissonCall call) {
    RedissonProbe.delivered(call);
  }
}
