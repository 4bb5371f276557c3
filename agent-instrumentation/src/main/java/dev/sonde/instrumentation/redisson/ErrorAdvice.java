package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisExecutor.handleError}: no attempt comes after it. */
final class ErrorAdvice {

  private ErrorAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedissonCall enter(
      @Advice.This Object executor, @Advice.Argument(1) @Nullable Throwable cause) {
    return cause == null
        ? null
        : RedissonProbe.delivering(RedissonProbe.carried(executor), null, cause);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedissonCall call) {
    RedissonProbe.delivered(call);
  }
}
