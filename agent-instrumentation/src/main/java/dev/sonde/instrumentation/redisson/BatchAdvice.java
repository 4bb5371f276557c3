package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedissonBatch;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.CommandData;
import org.redisson.command.CommandBatchService;

/** In the constructor of {@code RedisCommonBatchExecutor}: what a node gets of a batch. */
final class BatchAdvice {

  private BatchAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object executor,
      @Advice.FieldValue("connectionManager") Object connections,
      @Advice.FieldValue("mainPromise") @Nullable Object promise,
      @Advice.FieldValue("entry") CommandBatchService.Entry entry) {
    if (RedisProbe.now() != 0) {
      RedissonBatch batch = new RedissonBatch();
      for (Object command : entry.getCommands()) {
        batch.add(RedisCommand.of(((CommandData<?, ?>) command).getCommand().getName()));
      }
      RedissonProbe.begin(executor, connections, promise, batch);
    }
  }
}
