package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisConnection.sync}. */
final class SyncAdvice {

  private SyncAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedissonCall enter(
      @Advice.FieldValue("redisClient") @Nullable Object client,
      @Advice.Argument(1) org.redisson.client.protocol.RedisCommand<?> command,
      @Advice.Argument(2) Object[] params) {
    int arguments = params.length + (command.getSubName() == null ? 0 : 1);
    return RedissonProbe.beginOwn(client, RedisCommand.of(command.getName()), arguments);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable RedissonCall call, @Advice.Thrown @Nullable Throwable thrown) {
    RedissonProbe.end(call, null, thrown, null);
  }
}
