package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import io.netty.channel.ChannelHandlerContext;
import net.bytebuddy.asm.Advice;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisPubSubConnection;

/** In {@code ConnectionWatchdog.channelActive}: a connection is open. */
final class OpenAdvice {

  private OpenAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) ChannelHandlerContext context) {
    RedisConnection connection = RedisConnection.getFrom(context.channel());
    if (connection != null) {
      RedissonProbe.opened(
          connection,
          null,
          connection.getRedisClient(),
          !(connection instanceof RedisPubSubConnection));
    }
  }
}
