package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.RedisChannel;
import dev.sonde.boot.RedisDispatch;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandArgsAccessor;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.channel.ChannelHandlerContext;
import java.util.Collection;
import java.util.Iterator;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code CommandHandler.write}, where all that a connection sends comes by. */
final class WriteAdvice {

  private WriteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object handler,
      @Advice.FieldValue("endpoint") @Nullable Object endpoint,
      @Advice.Argument(0) ChannelHandlerContext context,
      @Advice.Argument(1) Object given) {
    RedisChannel channel = RedisChannel.of(handler);
    if (channel == null) {
      channel = RedisChannel.opened(handler, endpoint, context.channel().remoteAddress());
    }
    if (channel == null) {
      return;
    }
    Iterator<?> rest = given instanceof Collection ? ((Collection<?>) given).iterator() : null;
    Object next = rest == null ? given : rest.hasNext() ? rest.next() : null;
    while (next != null) {
      if (next instanceof RedisCommand) {
        RedisCommand<?, ?, ?> command = CommandWrapper.unwrap((RedisCommand<?, ?, ?>) next);
        if (command instanceof Command) {
          CommandArgs<?, ?> arguments = command.getArgs();
          boolean selects =
              RedisDispatch.sent(
                  channel,
                  command,
                  command.getType().getBytes(),
                  arguments,
                  arguments == null ? 0 : arguments.count());
          if (selects && arguments != null) {
            Long index = CommandArgsAccessor.getFirstInteger(arguments);
            if (index != null) {
              RedisDispatch.selects(channel, command, index.intValue());
            }
          }
        }
      }
      next = rest != null && rest.hasNext() ? rest.next() : null;
    }
  }
}
