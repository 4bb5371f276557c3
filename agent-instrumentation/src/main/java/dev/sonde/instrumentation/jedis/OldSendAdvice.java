package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.sendCommand} of the versions that know all commands there are. */
final class OldSendAdvice {

  private OldSendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return RedisProbe.now();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Argument(0) Enum<?> name,
      @Advice.Argument(1) byte[][] arguments,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (since != 0) {
      RedisCommand command = RedisCommand.of(name.name());
      JedisProbe.sent(connection, command, arguments, arguments.length, false, since, thrown);
    }
  }
}
