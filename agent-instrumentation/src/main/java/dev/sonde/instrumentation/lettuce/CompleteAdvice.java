package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.Value;
import io.lettuce.core.output.CommandOutput;
import java.util.Collection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Command.complete}: a command that nobody has a future of has its reply. */
final class CompleteAdvice {

  private CompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object command,
      @Advice.FieldValue("output") @Nullable CommandOutput<?, ?, ?> output) {
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
    LettuceProbe.over(command, reply, null, error);
  }
}
