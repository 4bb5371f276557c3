package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

final class FailingAdvice {

  private FailingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter() {
    if (Seen.EVENTS != null) {
      throw new IllegalStateException("enter");
    }
    return "entered";
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter Object entered) {
    if (entered != null) {
      Seen.EVENTS.add("entered in spite of it");
    }
    throw new StackOverflowError("exit");
  }
}
