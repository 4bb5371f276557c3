package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonPool;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.redisson.client.RedisConnection;

/** In {@code sendCommand} of the executors: to which node. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object executor, @Advice.Argument(1) RedisConnection connection) {
    RedissonPool.sends(connection);
    RedissonProbe.reaches(executor, connection.getRedisClient());
  }
}
