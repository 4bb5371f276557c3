package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.RedisCommandTimeoutException;
import net.bytebuddy.asm.Advice;

/** In {@code Command.cancel}: somebody gives up waiting, or the connection has gone. */
final class CancelAdvice {

  private CancelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object command) {
    LettuceProbe.cancelled(
        command, LettuceProbe.isTooLate(command) ? new RedisCommandTimeoutException() : null);
  }
}
