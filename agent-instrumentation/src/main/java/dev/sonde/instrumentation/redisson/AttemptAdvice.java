package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisLookup;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.redisson.client.protocol.convertor.BooleanNumberReplayConvertor;
import org.redisson.client.protocol.convertor.Convertor;
import org.redisson.client.protocol.convertor.EmptyConvertor;
import org.redisson.connection.NodeSource;

/**
 * In {@code CommandAsyncService.async} of the versions without executors, which begins each attempt
 * at a command: the promise stands for it. Those of a transaction that are sent as they are made
 * wait for its end, which alone is measured.
 */
final class AttemptAdvice {

  private AttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("connectionManager") Object connections,
      @Advice.Argument(1) NodeSource source,
      @Advice.Argument(3) org.redisson.client.protocol.RedisCommand<?> command,
      @Advice.Argument(4) Object[] params,
      @Advice.Argument(5) Object promise) {
    RedissonCall call = RedissonProbe.carried(promise);
    if (call != null) {
      if (source.getRedirect() != null) {
        RedissonProbe.redirected(call, source, source.getRedirect().name());
      }
    } else if (!promise.getClass().getName().equals("org.redisson.command.BatchPromise")) {
      RedisCommand known = RedisCommand.of(command.getName());
      Convertor<?> convertor = command.getConvertor();
      boolean readable =
          known.lookup == RedisLookup.VALUE
              ? convertor instanceof EmptyConvertor
              : !(convertor instanceof BooleanNumberReplayConvertor);
      int arguments = params.length + (command.getSubName() == null ? 0 : 1);
      RedisCommand told = known == RedisCommand.EXEC ? RedisCommand.MULTI : known;
      RedissonProbe.begin(promise, connections, promise, told, params, arguments, readable);
    }
  }
}
