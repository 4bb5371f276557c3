package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/**
 * In a delayed fork-join task: a one-shot takes the context along, a periodic one belongs to no
 * call.
 */
final class ScheduledForkAdvice {

  private ScheduledForkAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object task, @Advice.FieldValue("nextDelay") long nextDelay) {
    if (nextDelay == 0) {
      TaskProbe.forked(task);
    }
  }
}
