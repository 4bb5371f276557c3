package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.concurrent.RunnableScheduledFuture;
import net.bytebuddy.asm.Advice;

/** In {@code ScheduledThreadPoolExecutor.delayedExecute}: the task takes the context along. */
final class ScheduleAdvice {

  private ScheduleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) RunnableScheduledFuture<?> task) {
    TaskProbe.scheduled(task);
  }
}
