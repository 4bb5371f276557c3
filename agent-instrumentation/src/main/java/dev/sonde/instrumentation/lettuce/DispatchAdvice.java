package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceCommands;
import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TransactionalCommand;
import java.util.Collection;
import java.util.Iterator;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisChannelHandler.dispatch}, on the thread that asks for a command or several. */
final class DispatchAdvice {

  private DispatchAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection, @Advice.Argument(0) Object given) {
    Iterator<?> rest = given instanceof Collection ? ((Collection<?>) given).iterator() : null;
    Object next = rest == null ? given : rest.hasNext() ? rest.next() : null;
    while (next != null) {
      if (next instanceof RedisCommand) {
        RedisCommand<?, ?, ?> command = CommandWrapper.unwrap((RedisCommand<?, ?, ?>) next);
        if (command instanceof Command && !LettuceProbe.isKnown(command)) {
          ProtocolKeyword type = command.getType();
          dev.sonde.boot.RedisCommand name = LettuceCommands.of(type);
          CommandArgs<?, ?> arguments = command.getArgs();
          LettuceProbe.made(
              connection,
              command,
              name == null ? LettuceCommands.of(type, type.getBytes()) : name,
              arguments,
              arguments == null ? 0 : arguments.count(),
              next instanceof TransactionalCommand);
        }
      }
      next = rest != null && rest.hasNext() ? rest.next() : null;
    }
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Argument(0) Object given, @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null) {
      return;
    }
    Iterator<?> rest = given instanceof Collection ? ((Collection<?>) given).iterator() : null;
    Object next = rest == null ? given : rest.hasNext() ? rest.next() : null;
    while (next != null) {
      if (next instanceof RedisCommand) {
        LettuceProbe.over(CommandWrapper.unwrap((RedisCommand<?, ?, ?>) next), null, thrown, null);
      }
      next = rest != null && rest.hasNext() ? rest.next() : null;
    }
  }
}
