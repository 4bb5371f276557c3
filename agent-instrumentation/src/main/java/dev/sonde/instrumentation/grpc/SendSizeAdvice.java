package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcSizes;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code sendMessage} of both sides' calls, around what counts the message. */
final class SendSizeAdvice {

  private SendSizeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable RpcOperation enter(@Advice.This Object call) {
    return RpcSizes.sending(call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object call, @Advice.Enter @Nullable RpcOperation before) {
    RpcSizes.sent(call, before);
  }
}
