package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceChannel;
import dev.sonde.boot.LettuceCommands;
import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandArgsAccessor;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.ProtocolKeyword;
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
    LettuceChannel channel = LettuceChannel.of(handler);
    if (channel == null) {
      channel = LettuceChannel.opened(handler, endpoint, context.channel().remoteAddress());
    }
    if (channel == null) {
      return;
    }
    Iterator<?> rest = given instanceof Collection ? ((Collection<?>) given).iterator() : null;
    Object next = rest == null ? given : rest.hasNext() ? rest.next() : null;
    while (next != null) {
      if (next instanceof RedisCommand) {
        RedisCommand<?, ?, ?> command = CommandWrapper.unwrap((RedisCommand<?, ?, ?>) next);
        if (command instanceof Command && !command.isDone()) {
          CommandArgs<?, ?> arguments = command.getArgs();
          if (LettuceProbe.isOwn(command)) {
            ProtocolKeyword type = command.getType();
            dev.sonde.boot.RedisCommand name = LettuceCommands.of(type);
            LettuceProbe.madeByItself(
                channel,
                command,
                name == null ? LettuceCommands.of(type, type.getBytes()) : name,
                arguments == null ? 0 : arguments.count());
          }
          if (LettuceProbe.sent(channel, command) && arguments != null) {
            Long index = CommandArgsAccessor.getFirstInteger(arguments);
            if (index != null) {
              LettuceProbe.selects(channel, command, index.intValue());
            }
          }
        }
      }
      next = rest != null && rest.hasNext() ? rest.next() : null;
    }
  }
}
