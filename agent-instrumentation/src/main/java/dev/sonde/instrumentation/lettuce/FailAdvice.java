package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.RedisCommandExecutionException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Command.completeExceptionally}. */
final class FailAdvice {

  private FailAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object command, @Advice.Argument(0) @Nullable Throwable failure) {
    String error = failure instanceof RedisCommandExecutionException ? failure.getMessage() : null;
    LettuceProbe.over(command, null, failure, error);
  }
}
