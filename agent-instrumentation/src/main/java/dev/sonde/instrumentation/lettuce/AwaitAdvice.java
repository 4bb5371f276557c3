package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import net.bytebuddy.asm.Advice;

/** In {@code awaitOrCancel}, by which a thread waits for a reply as long as it may take. */
final class AwaitAdvice {

  private AwaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) RedisFuture<?> future) {
    if (future instanceof RedisCommand) {
      LettuceProbe.isWaitedFor(CommandWrapper.unwrap((RedisCommand<?, ?, ?>) future));
    }
  }
}
