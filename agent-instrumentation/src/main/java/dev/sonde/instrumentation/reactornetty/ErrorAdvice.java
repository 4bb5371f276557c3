package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.Context;
import dev.sonde.boot.HttpCallProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HttpObserver.onUncaughtException}, by which the application gets to know a failure. */
final class ErrorAdvice {

  private ErrorAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.Argument(0) Object connection) {
    return HttpCallProbe.enter(connection);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context before) {
    HttpCallProbe.leave(before);
  }
}
