package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.redisson.client.RedisConnection;

/** In {@code CommandAsyncService.checkWriteFuture}: to which node it was sent. */
final class WriteAdvice {

  private WriteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) Object details, @Advice.Argument(1) RedisConnection connection) {
    RedisProbe.reaches(details, connection.getRedisClient());
  }
}
