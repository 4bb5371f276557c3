package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedissonBatch;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.redisson.client.protocol.CommandData;
import org.redisson.command.CommandBatchService;
import org.redisson.connection.NodeSource;

/**
 * In {@code CommandBatchService.execute} of the versions without executors, which begins each
 * attempt at what a node gets of a batch.
 */
final class BatchAttemptAdvice {

  private BatchAttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("connectionManager") Object connections,
      @Advice.Argument(0) CommandBatchService.Entry entry,
      @Advice.Argument(1) NodeSource source,
      @Advice.Argument(2) Object promise) {
    RedissonCall call = RedissonProbe.carried(entry);
    if (call != null) {
      if (source.getRedirect() != null) {
        RedissonProbe.redirected(call, source, source.getRedirect().name());
      }
    } else if (RedisProbe.now() != 0) {
      RedissonBatch batch = new RedissonBatch();
      for (Object command : entry.getCommands()) {
        batch.add(RedisCommand.of(((CommandData<?, ?>) command).getCommand().getName()));
      }
      RedissonProbe.begin(entry, connections, promise, batch);
      RedissonProbe.handOn(entry, promise);
      RedissonProbe.handOn(entry, entry.getCommands().getLast());
    }
  }
}
