package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.concurrent.RejectedExecutionHandler;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ThreadPoolExecutor.reject}: what becomes of the task is up to the handler. */
final class RejectAdvice {

  private RejectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) Runnable task,
      @Advice.FieldValue("handler") RejectedExecutionHandler handler) {
    TaskProbe.rejected(task, handler);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Argument(0) Runnable task, @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      TaskProbe.refused(task);
    }
  }
}
