package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.redisson.client.RedisConnection;

/** In {@code CommandBatchService.checkWriteFuture}: to which node it was sent. */
final class BatchWriteAdvice {

  private BatchWriteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) Object entry, @Advice.Argument(3) RedisConnection connection) {
    RedisProbe.reaches(entry, connection.getRedisClient());
  }
}
