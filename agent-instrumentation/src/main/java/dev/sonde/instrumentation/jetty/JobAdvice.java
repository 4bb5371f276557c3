package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/**
 * In {@code QueuedThreadPool.runJob}: one of the pool's threads begins with a job, whatever request
 * it was created in.
 */
final class JobAdvice {

  private JobAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    TaskProbe.idle();
  }
}
