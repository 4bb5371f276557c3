package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.Context;
import dev.sonde.boot.HttpAttemptProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In what runs an {@code AsyncCall}, with its callback: the context is that of {@code enqueue},
 * also where another call's end has let it run.
 */
final class RunAdvice {

  private RunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.This Object call) {
    return HttpAttemptProbe.begin(call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    HttpAttemptProbe.finished(outer);
  }
}
