package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

/** Only ends. */
final class BranchingExitAdvice {

  private BranchingExitAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object self) {
    for (String event : Seen.EVENTS) {
      if (event.equals(self)) {
        return;
      }
    }
  }
}
