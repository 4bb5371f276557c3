package dev.sonde.instrumentation.jbossthreads;

import dev.sonde.boot.Context;
import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code run} of a task: it runs with its context. */
final class RunAdvice {

  private RunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.This Object task) {
    return TaskProbe.beginMade(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    TaskProbe.finished(outer);
  }
}
