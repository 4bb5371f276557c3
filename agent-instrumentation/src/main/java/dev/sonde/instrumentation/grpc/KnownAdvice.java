package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcServerProbe;
import io.grpc.MethodDescriptor;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code ServerCallImpl}: the registry has the method that is called. */
final class KnownAdvice {

  private KnownAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object call, @Advice.FieldValue("method") MethodDescriptor<?, ?> method) {
    RpcServerProbe.known(call, method, method.getFullMethodName());
  }
}
