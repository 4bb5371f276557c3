package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisSubscription.onNext}: a subscriber gets elements while a reply is being read. */
final class ElementAdvice {

  private ElementAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.FieldValue("command") RedisCommand<?, ?, ?> command) {
    return LettuceProbe.enter(CommandWrapper.unwrap(command));
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    LettuceProbe.leave(entered);
  }
}
