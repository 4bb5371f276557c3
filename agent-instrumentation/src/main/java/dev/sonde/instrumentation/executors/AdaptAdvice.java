package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In the constructors of fork-join adapters: the task takes the context along. */
final class AdaptAdvice {

  private AdaptAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object task) {
    TaskProbe.forked(task);
  }
}
