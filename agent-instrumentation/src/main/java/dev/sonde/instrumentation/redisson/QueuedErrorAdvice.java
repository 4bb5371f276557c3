package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonBatch;
import dev.sonde.boot.RedissonProbe;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RedisQueuedBatchExecutor.handleError}: the first failure is the transaction's. */
final class QueuedErrorAdvice {

  private QueuedErrorAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object executor,
      @Advice.FieldValue("connectionManager") Object connections,
      @Advice.FieldValue("executed") AtomicBoolean executed,
      @Advice.Argument(1) @Nullable Throwable cause) {
    if (cause != null && RedissonProbe.carried(executor) == null && !executed.get()) {
      RedissonBatch batch = new RedissonBatch();
      batch.isTransaction();
      RedissonProbe.begin(executor, connections, null, batch);
      RedissonProbe.end(RedissonProbe.carried(executor), null, cause, null);
    }
  }
}
