package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code execute} of a pool that may take a task after all which it has rejected. */
final class RefusedAdvice {

  private RefusedAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Argument(0) Runnable task, @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      TaskProbe.refused(task);
    }
  }
}
