package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Tells all that there is to tell. */
final class TellingAdvice {

  private TellingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.Local("name") String name) {
    name = "local";
    return 5L;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter long entered,
      @Advice.Local("name") String name,
      @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object returned,
      @Advice.Thrown Throwable thrown) {
    Seen.EVENTS.add(entered + " " + name + ' ' + returned + ' ' + thrown);
  }
}
