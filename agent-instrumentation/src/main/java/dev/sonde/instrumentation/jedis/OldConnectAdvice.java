package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Connection.connect} where the connection makes its sockets itself. */
final class OldConnectAdvice {

  private OldConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.FieldValue("socket") @Nullable Object socket) {
    return socket;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.FieldValue("socket") @Nullable Object socket,
      @Advice.Enter @Nullable Object before,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (socket != before || thrown != null) {
      JedisProbe.connected(connection, null, socket, thrown);
    }
  }
}
