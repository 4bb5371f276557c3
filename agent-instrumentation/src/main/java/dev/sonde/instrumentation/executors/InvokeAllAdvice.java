package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ForkJoinTask.invokeAll}: the first task runs in the calling thread without a fork. */
final class InvokeAllAdvice {

  private InvokeAllAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object task) {
    TaskProbe.forked(task);
  }
}
