package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ThreadPoolExecutor.reject}: the task will not run in this pool. */
final class RejectAdvice {

  private RejectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Runnable task) {
    TaskProbe.rejected(task);
  }
}
