package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Collection;
import java.util.Iterator;
import net.bytebuddy.asm.Advice;

/** In {@code DefaultEndpoint.write}: the connection by which a command or several go. */
final class EndpointAdvice {

  private EndpointAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object endpoint,
      @Advice.FieldValue("autoFlushCommands") boolean flushes,
      @Advice.Argument(0) Object given) {
    Iterator<?> rest = given instanceof Collection ? ((Collection<?>) given).iterator() : null;
    Object next = rest == null ? given : rest.hasNext() ? rest.next() : null;
    while (next != null) {
      if (next instanceof RedisCommand) {
        LettuceProbe.goesTo(
            endpoint, CommandWrapper.unwrap((RedisCommand<?, ?, ?>) next), !flushes);
      }
      next = rest != null && rest.hasNext() ? rest.next() : null;
    }
  }
}
