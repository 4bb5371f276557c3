package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.Context;
import dev.sonde.boot.HttpCallProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code onInboundNext}, by which the application gets a response and the parts of its body. */
final class ReceiveAdvice {

  private ReceiveAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.This Object connection) {
    return HttpCallProbe.enter(connection);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context before) {
    HttpCallProbe.leave(before);
  }
}
