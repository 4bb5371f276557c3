package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedissonBatch;
import dev.sonde.boot.RedissonProbe;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.CommandData;
import org.redisson.command.CommandBatchService;

/**
 * In {@code RedisQueuedBatchExecutor.execute}: of a transaction whose commands are sent as they are
 * made, only its end is waited for.
 */
final class QueuedAdvice {

  private QueuedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object executor,
      @Advice.FieldValue("connectionManager") Object connections,
      @Advice.FieldValue("mainPromise") @Nullable Object promise,
      @Advice.FieldValue("connections") Map<?, ?> nodes,
      @Advice.FieldValue("commands") Map<?, ?> entries,
      @Advice.FieldValue("command") org.redisson.client.protocol.RedisCommand<?> command) {
    if (RedissonProbe.carried(executor) != null) {
      return; // One more attempt.
    }
    RedisCommand known = RedisCommand.of(command.getName());
    if (known == RedisCommand.DISCARD) {
      RedissonProbe.begin(executor, connections, promise, known, null, 0, false);
    } else if (known == RedisCommand.EXEC && RedisProbe.now() != 0) {
      RedissonBatch batch = new RedissonBatch();
      batch.isTransaction();
      if (nodes.size() == 1) {
        for (Object entry : entries.values()) {
          for (Object each : ((CommandBatchService.Entry) entry).getCommands()) {
            batch.add(RedisCommand.of(((CommandData<?, ?>) each).getCommand().getName()));
          }
        }
      }
      RedissonProbe.begin(executor, connections, promise, batch);
    }
  }
}
