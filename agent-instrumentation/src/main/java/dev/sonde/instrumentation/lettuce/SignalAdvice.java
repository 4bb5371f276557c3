package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code SubscriptionCommand}, where a subscriber is about to be told of the end. */
final class SignalAdvice {

  private SignalAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This RedisCommand<?, ?, ?> command) {
    return LettuceProbe.enter(CommandWrapper.unwrap(command));
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    LettuceProbe.leave(entered);
  }
}
