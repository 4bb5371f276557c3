package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.Value;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Collection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code AsyncCommand.completeResult}: a command has its reply, and the callbacks of its future
 * are about to be called.
 */
final class FutureCompleteAdvice {

  private FutureCompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This RedisCommand<?, ?, ?> future) {
    RedisCommand<?, ?, ?> command = CommandWrapper.unwrap(future);
    CommandOutput<?, ?, ?> output = command.getOutput();
    String error = output == null ? null : output.getError();
    Object reply = null;
    if (output != null
        && error == null
        && LettuceProbe.looks(command)
        && output.getClass().getName().startsWith("io.lettuce.core.output.")) {
      reply = output.get();
      if (reply instanceof Collection) {
        // Values come in a wrapper that tells whether there is one, or have gone to a subscriber.
        long found = 0;
        for (Object each : (Collection<?>) reply) {
          found +=
              each != null && (!(each instanceof Value) || ((Value<?>) each).hasValue()) ? 1 : 0;
        }
        reply = new LettuceProbe.Found(((Collection<?>) reply).size(), found);
      }
    }
    return LettuceProbe.ended(command, reply, null, error);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    LettuceProbe.leave(entered);
  }
}
