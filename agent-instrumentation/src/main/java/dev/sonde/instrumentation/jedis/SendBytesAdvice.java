package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;

/** In {@code Connection.sendCommand} of the versions that have no objects for arguments. */
final class SendBytesAdvice {

  private SendBytesAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return RedisProbe.now();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Argument(0) ProtocolCommand name,
      @Advice.Argument(1) byte[][] arguments,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (since != 0) {
      RedisCommand command =
          name instanceof Protocol.Command
              ? RedisCommand.of(((Enum<?>) name).name())
              : RedisCommand.of(name.getRaw());
      boolean blocks = JedisProbe.blocks(command, arguments);
      JedisProbe.sent(connection, command, arguments, arguments.length, blocks, since, thrown);
    }
  }
}
