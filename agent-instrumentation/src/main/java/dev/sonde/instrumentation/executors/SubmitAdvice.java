package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ThreadPoolExecutor.execute}: the task takes the context along. */
final class SubmitAdvice {

  private SubmitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Runnable task) {
    TaskProbe.submitted(task);
  }
}
