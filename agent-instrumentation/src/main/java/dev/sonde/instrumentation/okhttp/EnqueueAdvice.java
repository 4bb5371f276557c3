package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.HttpAttemptProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of {@code AsyncCall}, which {@code enqueue} calls. */
final class EnqueueAdvice {

  private EnqueueAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object call) {
    HttpAttemptProbe.enqueued(call);
  }
}
