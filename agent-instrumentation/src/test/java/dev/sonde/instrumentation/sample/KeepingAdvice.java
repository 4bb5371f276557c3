package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

/** At the end of a constructor. */
final class KeepingAdvice {

  private KeepingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object made, @Advice.FieldValue("kept") long kept) {
    Seen.EVENTS.add(made.getClass().getSimpleName() + ' ' + kept);
  }
}
