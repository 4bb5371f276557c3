package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Takes the time of a method and what comes of it, and catches something of its own. */
final class BranchingAroundAdvice {

  private BranchingAroundAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.This Object self, @Advice.Local("seen") Object seen) {
    if (self != null) {
      seen = self;
    }
    return Seen.EVENTS.size() > 3 ? 7L : 11L;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter long since,
      @Advice.Local("seen") Object seen,
      @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object returned,
      @Advice.Thrown Throwable thrown) {
    String what;
    try {
      what = thrown == null ? String.valueOf(returned) : thrown.getMessage();
    } catch (RuntimeException e) {
      what = e.getMessage();
    }
    if (since == 7 && what != null && seen != null) {
      Seen.EVENTS.add(what);
    }
  }
}
