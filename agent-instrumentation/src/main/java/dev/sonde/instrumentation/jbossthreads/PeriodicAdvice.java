package dev.sonde.instrumentation.jbossthreads;

import dev.sonde.boot.Context;
import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In the methods that make a periodic task, which belongs to no call. */
final class PeriodicAdvice {

  private PeriodicAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter() {
    return TaskProbe.begin(null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    TaskProbe.finished(outer);
  }
}
