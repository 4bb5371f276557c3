package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

final class SeeingAdvice {

  private SeeingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.Argument(0) Object argument) {
    Seen.EVENTS.add("enter");
    return argument;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter Object entered, @Advice.Thrown Throwable thrown) {
    Seen.EVENTS.add("exit " + entered + ' ' + thrown);
  }
}
