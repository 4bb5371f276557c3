package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceChannel;
import io.netty.channel.ChannelHandlerContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code CommandHandler.channelActive}: a connection is open. */
final class OpenAdvice {

  private OpenAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object handler,
      @Advice.FieldValue("endpoint") @Nullable Object endpoint,
      @Advice.Argument(0) ChannelHandlerContext context) {
    LettuceChannel.opened(handler, endpoint, context.channel().remoteAddress());
  }
}
