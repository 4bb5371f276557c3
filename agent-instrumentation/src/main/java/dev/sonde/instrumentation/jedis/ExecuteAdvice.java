package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.Current;
import dev.sonde.boot.JedisProbe;
import dev.sonde.boot.RedisCommand;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;

/**
 * In {@code CommandExecutor.executeCommand}: all attempts at one command, which may fail before
 * there is a connection to send it by.
 */
final class ExecuteAdvice {

  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Current enter(@Advice.Argument(0) CommandObject<?> object) {
    return JedisProbe.attempt(RedisCommand.of(object.getArguments().getCommand().getRaw()));
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) CommandObject<?> object,
      @Advice.Enter @Nullable Current thread,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null) {
      JedisProbe.attempted(thread, null, 0, null);
    } else {
      CommandArguments arguments = object.getArguments();
      RedisCommand command = RedisCommand.of(arguments.getCommand().getRaw());
      JedisProbe.attempted(thread, command, arguments.size() - 1, thrown);
    }
  }
}
