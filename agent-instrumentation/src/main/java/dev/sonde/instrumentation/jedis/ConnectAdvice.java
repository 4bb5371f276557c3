package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.connect}, which each command calls: whether it has made a socket. */
final class ConnectAdvice {

  private ConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.FieldValue("socket") @Nullable Object socket) {
    return socket;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.FieldValue("socketFactory") @Nullable Object factory,
      @Advice.FieldValue("socket") @Nullable Object socket,
      @Advice.Enter @Nullable Object before,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (socket != before || thrown != null) {
      JedisProbe.connected(connection, factory, socket, thrown);
    }
  }
}
