package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;

/** In {@code Connection.sendCommand}, which may connect first. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return RedisProbe.now();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Argument(0) CommandArguments arguments,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (since != 0) {
      ProtocolCommand name = arguments.getCommand();
      RedisCommand command =
          name instanceof Protocol.Command
              ? RedisCommand.of(((Enum<?>) name).name())
              : RedisCommand.of(name.getRaw());
      JedisProbe.sent(
          connection,
          command,
          arguments,
          arguments.size() - 1,
          arguments.isBlocking(),
          since,
          thrown);
    }
  }
}
