package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code ThreadPoolExecutor.Worker.run}: a worker that was made for a task. */
final class FirstTaskAdvice {

  private FirstTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("firstTask") Runnable task) {
    TaskProbe.begin(task);
  }
}
