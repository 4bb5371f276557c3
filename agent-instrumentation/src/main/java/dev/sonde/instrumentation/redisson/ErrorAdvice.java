package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCall;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisExecutor.handleError}: no attempt comes after it. */
final class ErrorAdvice {

  private ErrorAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedisCall enter(
      @Advice.This Object executor, @Advice.Argument(1) @Nullable Throwable cause) {
    return cause == null ? null : RedisProbe.delivering(RedisProbe.carried(executor), null, cause);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable RedisCall call) {
    RedisProbe.delivered(call);
  }
}
