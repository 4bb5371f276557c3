package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcConnection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In the constructor of what holds a connection of a channel. */
final class ConnectionAdvice {

  private ConnectionAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection, @Advice.FieldValue("authority") @Nullable String authority) {
    RpcConnection.made(connection, authority);
  }
}
