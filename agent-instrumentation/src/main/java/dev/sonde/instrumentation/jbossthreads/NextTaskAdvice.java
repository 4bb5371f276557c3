package dev.sonde.instrumentation.jbossthreads;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code EnhancedViewExecutor.taskComplete}: a thread goes on with the next task, or none. */
final class NextTaskAdvice {

  private NextTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    TaskProbe.idle();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object task) {
    TaskProbe.beginMade(task);
  }
}
