package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcConnection;
import io.grpc.ConnectivityStateInfo;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In what changes the state of a connection. */
final class StateAdvice {

  private StateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object connection,
      @Advice.FieldValue("authority") @Nullable String authority,
      @Advice.Argument(0) ConnectivityStateInfo next) {
    RpcConnection.goesTo(connection, authority, ((Enum<?>) next.getState()).name());
  }
}
