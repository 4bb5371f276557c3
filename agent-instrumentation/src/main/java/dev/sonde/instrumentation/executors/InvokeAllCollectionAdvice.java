package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import net.bytebuddy.asm.Advice;

/**
 * In {@code ForkJoinTask.invokeAll}: one of the tasks runs in the calling thread without a fork.
 */
final class InvokeAllCollectionAdvice {

  private InvokeAllCollectionAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Collection<?> tasks) {
    if (tasks instanceof RandomAccess && tasks instanceof List) {
      List<?> list = (List<?>) tasks;
      if (!list.isEmpty()) {
        TaskProbe.forked(list.get(0));
      }
    }
  }
}
