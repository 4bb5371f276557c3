package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.CommandsData;

/** In {@code RedisConnection.send} of a batch, whose last command may stand for all. */
final class SendBatchAdvice {

  private SendBatchAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("redisClient") @Nullable Object client,
      @Advice.Argument(0) CommandsData batch) {
    List<?> commands = batch.getCommands();
    if (client != null && !commands.isEmpty()) {
      RedissonProbe.reaches(commands.get(commands.size() - 1), client);
    }
  }
}
