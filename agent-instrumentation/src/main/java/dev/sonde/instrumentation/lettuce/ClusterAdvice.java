package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import net.bytebuddy.asm.Advice;

/** In {@code ClusterCommand.complete}, which sends a command on to another node. */
final class ClusterAdvice {

  private ClusterAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This RedisCommand<?, ?, ?> command,
      @Advice.FieldValue("redirections") int redirections,
      @Advice.FieldValue("maxRedirections") int most) {
    CommandOutput<?, ?, ?> output = command.getOutput();
    String error = output == null ? null : output.getError();
    if (error != null && redirections < most) {
      LettuceProbe.redirected(CommandWrapper.unwrap(command), error);
    }
  }
}
