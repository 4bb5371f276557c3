package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ThreadPoolExecutor.getTask}: a worker waits, then has its next task. */
final class NextTaskAdvice {

  private NextTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    TaskProbe.idle();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return Runnable task) {
    TaskProbe.begin(task);
  }
}
