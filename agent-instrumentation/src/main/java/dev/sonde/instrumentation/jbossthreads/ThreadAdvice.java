package dev.sonde.instrumentation.jbossthreads;

import dev.sonde.boot.TaskProbe;
import net.bytebuddy.asm.Advice;

/** In {@code run} of a pool's thread: it is nobody's who happened to need one more. */
final class ThreadAdvice {

  private ThreadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    TaskProbe.idle();
  }
}
