package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcProbe;
import net.bytebuddy.asm.Advice;

/** In {@code MethodDescriptor.parseRequest} and {@code parseResponse}: a message was read. */
final class ReadAdvice {

  private ReadAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object descriptor) {
    RpcProbe.received(descriptor);
  }
}
