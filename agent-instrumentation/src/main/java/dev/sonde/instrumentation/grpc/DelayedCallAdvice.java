package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import io.grpc.MethodDescriptor;
import net.bytebuddy.asm.Advice;

/** In the constructor of a call that waits for its channel's name to be resolved. */
final class DelayedCallAdvice {

  private DelayedCallAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object call, @Advice.FieldValue("method") MethodDescriptor<?, ?> method) {
    RpcClientProbe.delayed(call, method, method.getFullMethodName());
  }
}
