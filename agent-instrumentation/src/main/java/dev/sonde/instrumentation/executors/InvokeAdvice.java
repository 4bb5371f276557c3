package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ForkJoinTask.invoke}: the calling thread runs the task itself. */
final class InvokeAdvice {

  private InvokeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object task) {
    TaskProbe.invoked(task);
  }
}
