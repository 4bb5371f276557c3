package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.concurrent.ForkJoinTask;
import net.bytebuddy.asm.Advice;

/**
 * In {@code ForkJoinTask.invokeAll}: one of the tasks runs in the calling thread without a fork.
 */
final class InvokeAllArrayAdvice {

  private InvokeAllArrayAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) ForkJoinTask<?>[] tasks) {
    if (tasks != null) {
      for (int i = 0; i < tasks.length; i++) {
        TaskProbe.forked(tasks[i]);
      }
    }
  }
}
