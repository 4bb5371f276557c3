package dev.sonde.instrumentation.jbossthreads;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In the constructors of tasks: a task takes the context along. */
final class TaskAdvice {

  private TaskAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object task) {
    TaskProbe.made(task);
  }
}
