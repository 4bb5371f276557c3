package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpAttemptProbe;
import net.bytebuddy.asm.Advice;

/** In the client's {@code execute}: all that is sent for one call. */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static int enter() {
    return HttpAttemptProbe.call();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter int before) {
    HttpAttemptProbe.called(before);
  }
}
