package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisLookup;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.convertor.BooleanNumberReplayConvertor;
import org.redisson.client.protocol.convertor.Convertor;
import org.redisson.client.protocol.convertor.EmptyConvertor;
import org.redisson.command.RedisQueuedBatchExecutor;
import org.redisson.connection.NodeSource;

/**
 * In {@code RedisExecutor.execute}, which begins each attempt at a command: the first one in the
 * thread of the caller. Batches are begun elsewhere.
 */
final class ExecuteAdvice {

  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object executor,
      @Advice.FieldValue("connectionManager") Object connections,
      @Advice.FieldValue("mainPromise") @Nullable Object promise,
      @Advice.FieldValue("source") NodeSource source,
      @Advice.FieldValue("command") org.redisson.client.protocol.@Nullable RedisCommand<?> command,
      @Advice.FieldValue("params") Object @Nullable [] params) {
    RedissonCall call = RedissonProbe.carried(executor);
    if (call != null) {
      if (source.getRedirect() != null) {
        RedissonProbe.redirected(call, source, source.getRedirect().name());
      }
    } else if (command != null
        && params != null
        && !(executor instanceof RedisQueuedBatchExecutor)) {
      RedisCommand known = RedisCommand.of(command.getName());
      Convertor<?> convertor = command.getConvertor();
      boolean readable =
          known.lookup == RedisLookup.VALUE
              ? convertor instanceof EmptyConvertor
              : !(convertor instanceof BooleanNumberReplayConvertor);
      int arguments = params.length + (command.getSubName() == null ? 0 : 1);
      RedissonProbe.begin(executor, connections, promise, known, params, arguments, readable);
    }
  }
}
