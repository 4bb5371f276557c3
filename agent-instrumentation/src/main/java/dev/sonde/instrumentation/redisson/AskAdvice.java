package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.PoolProbe;
import dev.sonde.boot.RedissonPool;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.connection.ClientConnectionsEntry;

/**
 * In {@code ConnectionPool.acquireConnection}: a command wants one of the connections to a node.
 */
final class AskAdvice {

  private AskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object pool) {
    // Those that subscribe stay with what they subscribe to.
    return pool instanceof org.redisson.connection.pool.PubSubConnectionPool ? 0 : PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(1) ClientConnectionsEntry entry,
      @Advice.Return @Nullable Object future,
      @Advice.Enter long since) {
    RedissonPool.asked(entry, entry.getClient(), future, since);
  }
}
