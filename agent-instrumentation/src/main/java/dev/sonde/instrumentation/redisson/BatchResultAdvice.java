package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisLookup;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.CommandData;
import org.redisson.command.CommandBatchService;

/**
 * In {@code RedisCommonBatchExecutor.handleResult}: whoever made the batch is told when all nodes
 * are done, each of which has its end here.
 */
final class BatchResultAdvice {

  private BatchResultAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object executor,
      @Advice.FieldValue("entry") CommandBatchService.Entry entry,
      @Advice.Argument(0) CompletableFuture<?> attempt) {
    RedissonCall call = RedissonProbe.carried(executor);
    if (call != null && !call.isTransaction() && !attempt.isCompletedExceptionally()) {
      for (Object each : entry.getCommands()) {
        CommandData<?, ?> command = (CommandData<?, ?>) each;
        RedisCommand known = RedisCommand.of(command.getCommand().getName());
        if (known.lookup != RedisLookup.NONE && !command.getPromise().isCompletedExceptionally()) {
          Object reply = command.getPromise().getNow(null);
          RedissonProbe.looked(call, known, reply, command.getParams().length);
        }
      }
    }
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object executor, @Advice.Thrown @Nullable Throwable thrown) {
    RedissonProbe.end(RedissonProbe.carried(executor), null, thrown, null);
  }
}
