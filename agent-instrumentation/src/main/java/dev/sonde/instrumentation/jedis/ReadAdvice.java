package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** In {@code Connection.readProtocolWithCheckingBroken}: one reply, or a message. */
final class ReadAdvice {

  private ReadAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Return @Nullable Object reply,
      @Advice.Thrown @Nullable Throwable thrown) {
    String error =
        thrown instanceof JedisDataException ? String.valueOf(thrown.getMessage()) : null;
    JedisProbe.replied(connection, reply, thrown, error);
  }
}
