package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code AsyncCommand.completeExceptionally}, which calls the callbacks of its future. */
final class FutureFailAdvice {

  private FutureFailAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This RedisCommand<?, ?, ?> future, @Advice.Argument(0) @Nullable Throwable failure) {
    RedisCommand<?, ?, ?> command = CommandWrapper.unwrap(future);
    String error = failure instanceof RedisCommandExecutionException ? failure.getMessage() : null;
    return LettuceProbe.ended(command, null, failure, error);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    LettuceProbe.leave(entered);
  }
}
