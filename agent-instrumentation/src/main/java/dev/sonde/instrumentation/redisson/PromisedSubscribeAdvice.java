package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisPubSubConnection.async} with a promise: until it is sent. */
final class PromisedSubscribeAdvice {

  private PromisedSubscribeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RedissonCall enter(
      @Advice.FieldValue("redisClient") @Nullable Object client,
      @Advice.Argument(2) org.redisson.client.protocol.RedisCommand<?> command,
      @Advice.Argument(3) Object[] channels) {
    return RedissonProbe.beginOwn(client, RedisCommand.of(command.getName()), channels.length);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable RedissonCall call, @Advice.Thrown @Nullable Throwable thrown) {
    RedissonProbe.end(call, null, thrown, null);
  }
}
