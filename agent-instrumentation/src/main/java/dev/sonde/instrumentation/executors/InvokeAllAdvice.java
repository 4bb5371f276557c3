package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.List;
import java.util.RandomAccess;
import net.bytebuddy.asm.Advice;

/** In {@code ForkJoinTask.invokeAll}: the first task is run at once, the others are forked. */
final class InvokeAllAdvice {

  private InvokeAllAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object tasks) {
    if (tasks instanceof Object[]) {
      Object[] array = (Object[]) tasks;
      TaskProbe.forked(array.length == 0 ? null : array[0]);
    } else if (tasks instanceof List && tasks instanceof RandomAccess) {
      List<?> list = (List<?>) tasks;
      TaskProbe.forked(list.isEmpty() ? null : list.get(0));
    } else {
      TaskProbe.forked(tasks);
    }
  }
}
