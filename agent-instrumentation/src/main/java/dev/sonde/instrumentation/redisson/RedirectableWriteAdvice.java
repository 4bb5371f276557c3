package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.redisson.client.RedisConnection;

/** The same where that knows whether redirects are followed. */
final class RedirectableWriteAdvice {

  private RedirectableWriteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) Object details, @Advice.Argument(2) RedisConnection connection) {
    RedisProbe.reaches(details, connection.getRedisClient());
  }
}
