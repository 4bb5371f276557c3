package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import io.netty.channel.ChannelHandlerContext;
import net.bytebuddy.asm.Advice;
import org.redisson.client.RedisConnection;

/** In {@code ConnectionWatchdog.channelInactive}: a connection is closed. */
final class ShutAdvice {

  private ShutAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) ChannelHandlerContext context) {
    RedisConnection connection = RedisConnection.getFrom(context.channel());
    if (connection != null) {
      RedissonProbe.closed(connection);
    }
  }
}
