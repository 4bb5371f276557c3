package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ForkJoinTask.doExec}: the task runs with its context. */
final class ForkedRunAdvice {

  private ForkedRunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object task) {
    return TaskProbe.beginForked(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object outer) {
    TaskProbe.finishedForked(outer);
  }
}
