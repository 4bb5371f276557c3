package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import io.netty.channel.Channel;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisPubSubConnection;

/**
 * In {@code RedisConnection.updateChannel}: the object of a connection gets its channel, which may
 * be open already. Where it is opened once more another object has had it before.
 */
final class ChannelAdvice {

  private ChannelAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) @Nullable Channel channel) {
    return channel == null ? null : RedisConnection.getFrom(channel);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.FieldValue("redisClient") @Nullable Object client,
      @Advice.Argument(0) Channel channel,
      @Advice.Enter @Nullable Object first) {
    if (channel.isActive()) {
      RedissonProbe.opened(
          connection, first, client, !(connection instanceof RedisPubSubConnection));
    }
  }
}
