package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceCommands;
import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TransactionalCommand;
import io.netty.util.concurrent.FastThreadLocalThread;
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
          if (name == null) {
            name = LettuceCommands.of(type, type.getBytes());
          }
          CommandArgs<?, ?> arguments = command.getArgs();
          int count = arguments == null ? 0 : arguments.count();
          boolean queued = next instanceof TransactionalCommand;
          if (!name.mayBeUpkeep
              || !LettuceProbe.keepsUp(
                  connection,
                  command,
                  name,
                  count,
                  !queued && Thread.currentThread() instanceof FastThreadLocalThread)) {
            LettuceProbe.made(connection, command, name, arguments, count, queued);
          }
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
