package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcProbe;
import io.grpc.MethodDescriptor;
import net.bytebuddy.asm.Advice;

/** In {@code ServerCallImpl.sendMessage}, which ends a call that can't be answered so. */
final class ServerSendAdvice {

  private ServerSendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(
      @Advice.FieldValue("method") MethodDescriptor<?, ?> method,
      @Advice.FieldValue("messageSent") boolean sent) {
    return sent && method.getType().serverSendsOneMessage();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object call,
      @Advice.FieldValue("closeCalled") boolean closed,
      @Advice.Enter boolean second) {
    if (!second && !closed) {
      RpcProbe.sent(RpcProbe.of(call));
    }
  }
}
