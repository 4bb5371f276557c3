package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Where an asynchronous response's body breaks off. */
final class FailAdvice {

  private FailAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(
      @Advice.This Object subscriber, @Advice.Argument(0) @Nullable Throwable thrown) {
    return S3Probe.came(Carried.get(subscriber), thrown);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context before) {
    S3Probe.exit(before);
  }
}
