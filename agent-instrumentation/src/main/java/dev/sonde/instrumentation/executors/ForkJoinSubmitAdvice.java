package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.concurrent.ForkJoinTask;
import net.bytebuddy.asm.Advice;

/** In {@code ForkJoinPool}: a task that needs no adapter takes the context along. */
final class ForkJoinSubmitAdvice {

  private ForkJoinSubmitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object task) {
    if (task instanceof ForkJoinTask) {
      TaskProbe.forked(task);
    }
  }
}
