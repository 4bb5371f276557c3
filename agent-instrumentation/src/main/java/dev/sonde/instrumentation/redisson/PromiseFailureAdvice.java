package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCall;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedissonPromise.tryFailure}: no attempt comes after it. */
final class PromiseFailureAdvice {

  private PromiseFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedisCall enter(
      @Advice.This Object promise, @Advice.Argument(0) @Nullable Throwable cause) {
    return cause == null ? null : RedisProbe.delivering(RedisProbe.carried(promise), null, cause);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedisCall call) {
    RedisProbe.delivered(call);
  }
}
