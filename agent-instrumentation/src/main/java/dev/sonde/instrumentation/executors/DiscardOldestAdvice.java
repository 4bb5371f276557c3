package dev.sonde.instrumentation.executors;

import dev.sonde.boot.TaskProbe;
import java.util.concurrent.ThreadPoolExecutor;
import net.bytebuddy.asm.Advice;

/** In {@code DiscardOldestPolicy.rejectedExecution}: the head of the queue will not run. */
final class DiscardOldestAdvice {

  private DiscardOldestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) ThreadPoolExecutor pool) {
    if (!pool.isShutdown()) {
      TaskProbe.discarding(pool.getQueue().peek());
    }
  }
}
